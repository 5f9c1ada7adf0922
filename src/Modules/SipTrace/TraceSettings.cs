using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.SipTrace;

/// <summary>The module's parameters, checked and resolved. Immutable.</summary>
internal sealed record TraceSettings
{
    /// <summary>Table of the rows.</summary>
    public required string Table { get; init; }

    /// <summary>Name of the AVP with users, or null.</summary>
    public string? UserAvp { get; init; }

    /// <summary>Name of the AVP with a table name, or null.</summary>
    public string? TableAvp { get; init; }

    /// <summary>Collector or mirror, or null.</summary>
    public TraceTarget? DuplicateUri { get; init; }

    /// <summary>True to store rows of script and transaction records.</summary>
    public bool ToDatabase { get; init; }

    /// <summary>True to mirror in HEP.</summary>
    public bool UseHep { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public int HepVersion { get; init; }

    /// <summary>Capture agent id.</summary>
    public uint CaptureId { get; init; }

    /// <summary>Authentication key; empty = none.</summary>
    public byte[] AuthKey { get; init; } = [];

    /// <summary>Chunk of HEP 3 for repeated bytes; empty = none.</summary>
    public byte[] MarkChunk { get; init; } = [];

    /// <summary>Text instead of the local address; empty = none.</summary>
    public byte[] LocalIp { get; init; } = [];

    /// <summary>True to write IPv6 addresses without brackets where the peer does.</summary>
    public bool HasBareAddresses { get; init; }

    /// <summary>Bit of the trace flag in the message flags; 0 = no flag.</summary>
    public uint FlagMask { get; init; }

    /// <summary>True in the old dialect: the flag needs no call.</summary>
    public bool FlagAlone { get; init; }

    /// <summary>True when trace_on 0 also stops transactions that were armed before.</summary>
    public bool StopsAtOnce { get; init; }

    /// <summary>True when calls do not repeat what trace_mode records.</summary>
    public bool RecordsOnce { get; init; }

    /// <summary>True when trace_mode shows the advertised address of our sockets.</summary>
    public bool ShowsAdvertised { get; init; }

    /// <summary>Mask of <see cref="TraceModes"/>; 0 when core events are not traced.</summary>
    public int Mode { get; init; }

    /// <summary>True when the script and transactions are traced.</summary>
    public bool TracesScript { get; init; }

    /// <summary>True when ACKs that the stateless replier absorbs are traced.</summary>
    public bool TracesStatelessAcks { get; init; }

    /// <summary>True when dialog tracing covers the ACK to a 2xx.</summary>
    public bool TracesDialogAcks { get; init; }

    /// <summary>True when dialog tracing follows an INVITE that comes by again.</summary>
    public bool TracesDialogSpirals { get; init; }

    /// <summary>What is done with every message now: the old dialect does not ask the switch.</summary>
    public int ModeNow(Toggle on) => on.IsOn || FlagAlone ? Mode : 0;

    /// <summary>True to add X-Siptrace headers to mirrored messages.</summary>
    public bool WritesXHeaders { get; init; }

    /// <summary>True to take addresses from X-Siptrace headers.</summary>
    public bool ReadsXHeaders { get; init; }
}
