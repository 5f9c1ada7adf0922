using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Dns;

/// <summary>One record of an answer. Which fields hold something depends on the type.</summary>
public sealed record DnsRecord
{
    /// <summary>Its type.</summary>
    public required DnsRecordType Type { get; init; }

    /// <summary>Life in seconds, from 0.</summary>
    public int TtlSeconds { get; init; }

    /// <summary>Address of A and AAAA; its port is 0.</summary>
    public HostEndPoint Address { get; init; }

    /// <summary>Target of SRV, CNAME and PTR, replacement of NAPTR; without the dot at its end.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>Priority of SRV, order of NAPTR; lower comes first.</summary>
    public int Priority { get; init; }

    /// <summary>Weight of SRV (greater is chosen more often), preference of NAPTR (lower comes first).</summary>
    public int Weight { get; init; }

    /// <summary>Port of SRV.</summary>
    public int Port { get; init; }

    /// <summary>Flags of NAPTR, e.g. <c>s</c>.</summary>
    public string Flags { get; init; } = string.Empty;

    /// <summary>Services of NAPTR, e.g. <c>SIP+D2U</c>.</summary>
    public string Services { get; init; } = string.Empty;

    /// <summary>Regular expression of NAPTR, or the first text of TXT.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Bytes that it counts for in the cache, roughly.</summary>
    internal int Size => 96 + 2 * (Target.Length + Flags.Length + Services.Length + Text.Length);
}
