using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A listener that sends nothing.</summary>
internal sealed class FakeSocket(HostEndPoint local) : ListenSocket(TransportProtocol.Udp, local, string.Empty)
{
    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => default;
}
