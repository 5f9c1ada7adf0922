namespace Signalbox.Modules.Registrar;

/// <summary>The module's parameters as save and lookup use them.</summary>
internal sealed record RegistrarSettings
{
    /// <summary>Seconds when a contact says nothing.</summary>
    public int DefaultExpires { get; init; }

    /// <summary>Least number of seconds; 0 = none.</summary>
    public int MinExpires { get; init; }

    /// <summary>True to refuse a shorter time instead of raising it.</summary>
    public bool RefusesBrief { get; init; }

    /// <summary>Greatest number of seconds; 0 = none.</summary>
    public int MaxExpires { get; init; }

    /// <summary>q in thousandths when a contact has none; -1 = none.</summary>
    public int DefaultQ { get; init; }

    /// <summary>Contacts per address; 0 = no limit.</summary>
    public int MaxContacts { get; init; }

    /// <summary>Longest contact URI in bytes.</summary>
    public int MaxContactLength { get; init; }

    /// <summary>True when the case of users matters.</summary>
    public bool IsCaseSensitive { get; init; }

    /// <summary>Prefix of domains that is taken away.</summary>
    public byte[] RealmPrefix { get; init; } = [];

    /// <summary>AVP with the source URI, or null.</summary>
    public string? ReceivedAvp { get; init; }

    /// <summary>Name of the parameter that shows it in replies.</summary>
    public byte[] ReceivedParameter { get; init; } = [];

    /// <summary>True to store and use Path.</summary>
    public bool UsesPath { get; init; }

    /// <summary>0: Path is not told back; 1: when supported; 2: refused when not supported.</summary>
    public int PathMode { get; init; }

    /// <summary>Seconds in Retry-After of 5xx; 0 = none.</summary>
    public int RetryAfter { get; init; }

    /// <summary>Share of the default life, in percent, that is taken off at random.</summary>
    public int DefaultExpiresRange { get; init; }

    /// <summary>Share of a life that was asked for, in percent, that is taken off at random.</summary>
    public int ExpiresRange { get; init; }

    /// <summary>True when lookup gives expired contacts.</summary>
    public bool UsesExpired { get; init; }

    /// <summary>True when lookup gives contacts with a flag of the call only.</summary>
    public bool FiltersFlags { get; init; }

    /// <summary>True when lookup gives contacts with an open connection only.</summary>
    public bool FiltersConnections { get; init; }

    /// <summary>True when the first Path says where the contact is reached.</summary>
    public bool PathUsesReceived { get; init; }

    /// <summary>Message flags that say that a header holds the socket.</summary>
    public uint SocketFlags { get; init; }

    /// <summary>That header.</summary>
    public byte[] SocketHeader { get; init; } = [];

    /// <summary>Settings of a call, and the record of a contact.</summary>
    public CallXavps Xavps { get; init; } = CallXavps.None;

    /// <summary>True when lookup gives all contacts.</summary>
    public bool AppendsBranches { get; init; }

    /// <summary>True when lookup leaves out contacts that do not take the method.</summary>
    public bool FiltersMethods { get; init; }
}
