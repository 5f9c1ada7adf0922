namespace Signalbox.Modules.Hep.Api;

/// <summary>Generic chunks (vendor 0) of HEP 3.</summary>
internal static class HepChunkType
{
    /// <summary>Address family, one octet.</summary>
    public const int Family = 0x01;

    /// <summary>IP protocol, one octet.</summary>
    public const int IpProtocol = 0x02;

    /// <summary>Source IPv4 address.</summary>
    public const int SourceV4 = 0x03;

    /// <summary>Destination IPv4 address.</summary>
    public const int DestinationV4 = 0x04;

    /// <summary>Source IPv6 address.</summary>
    public const int SourceV6 = 0x05;

    /// <summary>Destination IPv6 address.</summary>
    public const int DestinationV6 = 0x06;

    /// <summary>Source port, two octets.</summary>
    public const int SourcePort = 0x07;

    /// <summary>Destination port, two octets.</summary>
    public const int DestinationPort = 0x08;

    /// <summary>Seconds since 1970, four octets.</summary>
    public const int Seconds = 0x09;

    /// <summary>Microseconds, four octets.</summary>
    public const int Microseconds = 0x0a;

    /// <summary>Payload type, one octet.</summary>
    public const int PayloadType = 0x0b;

    /// <summary>Capture agent id, four octets.</summary>
    public const int CaptureId = 0x0c;

    /// <summary>Keep-alive seconds, two octets.</summary>
    public const int KeepAlive = 0x0d;

    /// <summary>Authentication key, text.</summary>
    public const int AuthKey = 0x0e;

    /// <summary>Payload.</summary>
    public const int Payload = 0x0f;

    /// <summary>Payload compressed with zlib.</summary>
    public const int CompressedPayload = 0x10;

    /// <summary>Correlation id, text.</summary>
    public const int CorrelationId = 0x11;

    /// <summary>Octets a chunk's data must have; -1 when any number will do.</summary>
    public static int DataBytes(int type) => type switch
    {
        Family or IpProtocol or PayloadType => 1,
        SourcePort or DestinationPort or KeepAlive => 2,
        SourceV4 or DestinationV4 or Seconds or Microseconds or CaptureId => 4,
        SourceV6 or DestinationV6 => 16,
        _ => -1,
    };
}
