using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Usrloc.Api;

/// <summary>One registered contact. Immutable: a refresh puts another one in its place, so readers need no lock.</summary>
internal sealed record Contact
{
    /// <summary>Address of record that it belongs to.</summary>
    public required byte[] AddressOfRecord { get; init; }

    /// <summary>Its URI, without brackets.</summary>
    public required byte[] Uri { get; init; }

    /// <summary>Unique id of the record.</summary>
    public required byte[] Ruid { get; init; }

    /// <summary>End of the registration in seconds since 1970; 0 = never.</summary>
    public required long Expires { get; init; }

    /// <summary>Preference in thousandths; -1 when not given.</summary>
    public int Q { get; init; } = -1;

    /// <summary>Where the REGISTER really came from, as a URI; empty when that was not asked for.</summary>
    public byte[] Received { get; init; } = [];

    /// <summary>Path: value of the Route header of requests to it; empty when there is none.</summary>
    public byte[] Path { get; init; } = [];

    /// <summary>Call-ID of the last REGISTER.</summary>
    public byte[] CallId { get; init; } = [];

    /// <summary>CSeq number of the last REGISTER.</summary>
    public uint CSeq { get; init; }

    /// <summary>User-Agent of the last REGISTER; <c>n/a</c> when it had none.</summary>
    public byte[] UserAgent { get; init; } = [];

    /// <summary>Value of <c>+sip.instance</c> with its brackets; empty when there is none.</summary>
    public byte[] Instance { get; init; } = [];

    /// <summary>Value of <c>reg-id</c>; 0 when there is none.</summary>
    public int RegId { get; init; }

    /// <summary>Methods that it takes, as a sum of <c>SipMethod</c> values; all bits when it did not say.</summary>
    public uint Methods { get; init; } = uint.MaxValue;

    /// <summary>Flags of the record.</summary>
    public uint Flags { get; init; }

    /// <summary>Branch flags of the REGISTER, given to requests to it.</summary>
    public uint BranchFlags { get; init; }

    /// <summary>Socket that the REGISTER came in on; null for contacts added by command.</summary>
    public ListenSocket? Socket { get; init; }

    /// <summary>Connection that the REGISTER came in on; 0 = none.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Time of the last REGISTER in seconds since 1970; 0 for contacts added by command.</summary>
    public long LastModified { get; init; }

    /// <summary>Order of arrival of the contact within the server, kept by refreshes.</summary>
    public long Sequence { get; init; }

    /// <summary>True when the registration is over.</summary>
    public bool IsExpired(long now) => Expires != 0 && Expires <= now;
}
