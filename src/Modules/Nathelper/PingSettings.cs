using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Nathelper;

/// <summary>How contacts are pinged.</summary>
internal sealed record PingSettings
{
    /// <summary>Seconds between two pings of a contact.</summary>
    public required int Interval { get; init; }

    /// <summary>True when only contacts with <see cref="NatedMask"/> are pinged.</summary>
    public bool NatedOnly { get; init; }

    /// <summary>Branch flag of contacts behind NAT.</summary>
    public uint NatedMask { get; init; }

    /// <summary>Branch flag of contacts that get SIP pings.</summary>
    public uint SipMask { get; init; }

    /// <summary>Branch flag of contacts that get none.</summary>
    public uint NoPingMask { get; init; }

    /// <summary>True when pings go to the first proxy of a Path.</summary>
    public bool UsesPath { get; init; }

    /// <summary>From URI.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>Method.</summary>
    public string Method { get; init; } = "OPTIONS";

    /// <summary>Seconds without an answer after which a contact is removed; 0 = never.</summary>
    public int Timeout { get; init; }

    /// <summary>Listener to send from, or null.</summary>
    public SocketAddress? Socket { get; init; }

    /// <summary>True when <see cref="Socket"/> goes before the one that the contact registered on.</summary>
    public bool IsSocketForced { get; init; }
}
