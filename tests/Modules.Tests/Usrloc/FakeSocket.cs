using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>A socket that sends nothing.</summary>
internal sealed class FakeSocket() : ListenSocket(TransportProtocol.Udp, new HostEndPoint([127, 0, 0, 1], 5060), string.Empty)
{
    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => SendStatus.Sent;
}
