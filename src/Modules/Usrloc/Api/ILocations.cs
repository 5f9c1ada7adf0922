namespace Signalbox.Modules.Usrloc.Api;

/// <summary>The location tables, for modules that register and look up.</summary>
internal interface ILocations
{
    /// <summary>True when addresses of record are <c>user@domain</c>, false when the user alone counts.</summary>
    bool UseDomain { get; }

    /// <summary>True when newer contacts go before older ones instead of by q.</summary>
    bool NewestFirst { get; }

    /// <summary>Which fields tell that a contact is one that is registered already.</summary>
    ContactMatching Matching { get; }

    /// <summary>Seconds in which the same Call-ID and CSeq count as a retransmission.</summary>
    int CSeqDelay { get; }

    /// <summary>Seconds since 1970.</summary>
    long Now { get; }

    /// <summary>Number of the branch flag that says that a contact is behind NAT; -1 = none.</summary>
    int NatBranchFlag { get; }

    /// <summary>All tables.</summary>
    IReadOnlyList<LocationTable> Tables { get; }

    /// <summary>A table by name, made on first use.</summary>
    LocationTable Table(string name);

    /// <summary>A table by name; null when nobody used it.</summary>
    LocationTable? Find(string name);

    /// <summary>A new record id, and the contact's place in the order of arrival.</summary>
    byte[] NewRuid(out long sequence);

    /// <summary>Puts contacts into their order: by q, then by age.</summary>
    void Sort(Contact[] contacts);

    /// <summary>Says who is told of expired contacts; the last one counts.</summary>
    void Notify(IContactExpiry? listener);
}
