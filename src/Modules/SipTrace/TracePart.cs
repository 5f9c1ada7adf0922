namespace Signalbox.Modules.SipTrace;

/// <summary>Parts of an address in <c>$siptrace(name)</c>.</summary>
internal enum TracePart
{
    /// <summary><c>proto:host:port</c>.</summary>
    Address,

    /// <summary>Host, IPv6 in brackets.</summary>
    Host,

    /// <summary>Host without brackets.</summary>
    HostIp,

    /// <summary>Port.</summary>
    Port,

    /// <summary>Transport.</summary>
    Protocol,

    /// <summary><c>in</c> or <c>out</c>.</summary>
    Direction,
}
