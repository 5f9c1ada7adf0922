using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>A listener that sends nothing.</summary>
internal sealed class FakeSocket(TransportProtocol protocol, HostEndPoint local, string name = "") : ListenSocket(protocol, local, name)
{
    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => SendStatus.Sent;
}
