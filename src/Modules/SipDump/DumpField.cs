namespace Signalbox.Modules.SipDump;

/// <summary>Keys of <c>$sipdump(key)</c>.</summary>
internal enum DumpField
{
    /// <summary><c>rcv</c> or <c>snd</c>.</summary>
    Tag,

    /// <summary>Message bytes.</summary>
    Buffer,

    /// <summary>Number of bytes.</summary>
    Length,

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    Family,

    /// <summary>Transport.</summary>
    Protocol,

    /// <summary>Source address.</summary>
    SourceIp,

    /// <summary>Destination address.</summary>
    DestinationIp,

    /// <summary>Source port.</summary>
    SourcePort,

    /// <summary>Destination port.</summary>
    DestinationPort,

    /// <summary>Call-ID.</summary>
    CallId,
}
