using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>A UDP listener on 127.0.0.1:5060 that sends nothing.</summary>
internal sealed class StillSocket : ListenSocket
{
    public StillSocket()
        : base(TransportProtocol.Udp, new HostEndPoint([127, 0, 0, 1], 5060), string.Empty)
    {
        ViaHost = "127.0.0.1"u8.ToArray();
        ViaPort = 5060;
    }

    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => SendStatus.Sent;
}
