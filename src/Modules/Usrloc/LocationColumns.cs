namespace Signalbox.Modules.Usrloc;

/// <summary>Places of the columns of a location table in the list of their names.</summary>
internal enum LocationColumns
{
    /// <summary>Record id, the key.</summary>
    Ruid,

    /// <summary>User of the address.</summary>
    User,

    /// <summary>Domain of the address; NULL when domains do not count.</summary>
    Domain,

    /// <summary>URI of the contact.</summary>
    Contact,

    /// <summary>True source.</summary>
    Received,

    /// <summary>Path.</summary>
    Path,

    /// <summary>End of the registration.</summary>
    Expires,

    /// <summary>Preference.</summary>
    Q,

    /// <summary>Call-ID.</summary>
    CallId,

    /// <summary>CSeq number.</summary>
    CSeq,

    /// <summary>Time of the last REGISTER.</summary>
    LastModified,

    /// <summary>Flags.</summary>
    Flags,

    /// <summary>Branch flags.</summary>
    BranchFlags,

    /// <summary>User-Agent.</summary>
    UserAgent,

    /// <summary>Socket.</summary>
    Socket,

    /// <summary>Methods.</summary>
    Methods,

    /// <summary>Instance.</summary>
    Instance,

    /// <summary>reg-id.</summary>
    RegId,

    /// <summary>Server.</summary>
    ServerId,

    /// <summary>Connection.</summary>
    ConnectionId,

    /// <summary>Keepalive.</summary>
    Keepalive,

    /// <summary>Partition.</summary>
    Partition,
}
