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

    /// <summary>Payload compressed with zlib or gzip.</summary>
    public const int CompressedPayload = 0x10;

    /// <summary>Correlation id, text.</summary>
    public const int CorrelationId = 0x11;

    /// <summary>VLAN, two octets.</summary>
    public const int VlanId = 0x12;

    /// <summary>Name of the capture agent, or group id.</summary>
    public const int AgentName = 0x13;

    /// <summary>Source MAC address.</summary>
    public const int SourceMac = 0x14;

    /// <summary>Destination MAC address.</summary>
    public const int DestinationMac = 0x15;

    /// <summary>Ethernet type, two octets.</summary>
    public const int EtherType = 0x16;

    /// <summary>TCP flags, one octet.</summary>
    public const int TcpFlags = 0x17;

    /// <summary>IP type of service, one octet.</summary>
    public const int TypeOfService = 0x18;

    /// <summary>Mean opinion score times 100, two octets.</summary>
    public const int Mos = 0x20;

    /// <summary>R factor, two octets.</summary>
    public const int RFactor = 0x21;

    /// <summary>Place, text.</summary>
    public const int GeoLocation = 0x22;

    /// <summary>Jitter, four octets.</summary>
    public const int Jitter = 0x23;

    /// <summary>Call or registration, text.</summary>
    public const int TransactionType = 0x24;

    /// <summary>Keys of a JSON payload.</summary>
    public const int PayloadKeys = 0x25;

    /// <summary>Values of tags.</summary>
    public const int TagValues = 0x26;

    /// <summary>Type of tags, two octets.</summary>
    public const int TagType = 0x27;

    /// <summary>Type of an event, two octets.</summary>
    public const int EventType = 0x28;

    /// <summary>Group, text.</summary>
    public const int GroupId = 0x29;

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
