using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipCapture;

/// <summary>Time, addresses and capture packet of the message that a row is made of.</summary>
internal readonly ref struct CaptureOrigin
{
    /// <summary>Reads them off a message; a packet that is only shown to a route has no say yet.</summary>
    public CaptureOrigin(in ReceivedFrom received, CapturedPacket? packet)
    {
        Received = received;
        Packet = packet is { IsAccepted: true } ? packet : null;
        UtcTicks = Packet is { Header.HasTime: true } ? Packet.Header.UtcTicks : received.UtcTicks;
        Destination = Packet?.Header.Destination ?? received.Local;
    }

    /// <summary>Source and transport.</summary>
    public ReceivedFrom Received { get; }

    /// <summary>Where the message went: on the way through the event route the script sees our listener instead.</summary>
    public HostEndPoint Destination { get; }

    /// <summary>The HEP packet, or null.</summary>
    public CapturedPacket? Packet { get; }

    /// <summary>Time of the message in UTC ticks of 100 ns.</summary>
    public long UtcTicks { get; }

    /// <summary>Time of the message in microseconds since 1970.</summary>
    public long Microseconds => (UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
