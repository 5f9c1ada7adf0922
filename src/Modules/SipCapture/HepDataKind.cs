namespace Signalbox.Modules.SipCapture;

/// <summary>What the octets of a chunk are to a script.</summary>
internal enum HepDataKind
{
    /// <summary>What the number of a generic chunk says; text for the others.</summary>
    OfChunk,

    /// <summary>One octet.</summary>
    Byte,

    /// <summary>Two octets, network order.</summary>
    UInt16,

    /// <summary>Four octets, network order.</summary>
    UInt32,

    /// <summary>An IPv4 address.</summary>
    AddressV4,

    /// <summary>An IPv6 address.</summary>
    AddressV6,

    /// <summary>The octets as they are.</summary>
    Text,
}
