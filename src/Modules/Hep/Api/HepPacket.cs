using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>A decoded HEP packet; ranges are into the datagram it was read from, valid as long as that is.</summary>
internal struct HepPacket
{
    /// <summary>1, 2 or 3.</summary>
    public int Version;

    /// <summary>Sender of the captured message; port 0 when the packet had none.</summary>
    public HostEndPoint Source;

    /// <summary>Receiver of the captured message; port 0 when the packet had none.</summary>
    public HostEndPoint Destination;

    /// <summary>IP protocol number as written: 17, 6, 132, 22 for TLS and WebSocket, or anything else.</summary>
    public int IpProtocol;

    /// <summary>Seconds since 1970; 0 in HEP 1.</summary>
    public uint Seconds;

    /// <summary>Microseconds; 0 in HEP 1.</summary>
    public uint Microseconds;

    /// <summary>Capture agent id; 0 when absent.</summary>
    public uint CaptureId;

    /// <summary>Payload type, see <see cref="HepPayloadType"/>; SIP in HEP 1 and 2.</summary>
    public HepPayloadType PayloadType;

    /// <summary>The captured message.</summary>
    public TextRange Payload;

    /// <summary>True when the payload came in chunk 0x10 and has to be inflated first.</summary>
    public bool IsCompressed;

    /// <summary>Correlation id; empty when absent.</summary>
    public TextRange CorrelationId;

    /// <summary>Authentication key; empty when absent.</summary>
    public TextRange AuthKey;

    /// <summary>True when the header length octet of HEP 1 or 2 is wrong; the packet is used all the same.</summary>
    public bool HasOddHeaderLength;

    /// <summary>True when the packet says when its message was seen.</summary>
    public readonly bool HasTime => Seconds != 0;

    /// <summary>The time in UTC ticks of 100 ns; meaningful only with <see cref="HasTime"/>.</summary>
    public readonly long UtcTicks => DateTime.UnixEpoch.Ticks + (Seconds * TimeSpan.TicksPerSecond) + (Microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The core's transport: HEP has one number for TLS and both WebSockets, and it reads as TLS.</summary>
    public readonly TransportProtocol Transport => HepIpProtocol.ToTransport(IpProtocol);
}
