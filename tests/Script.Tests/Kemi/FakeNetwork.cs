using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A network that leads nowhere.</summary>
internal sealed class FakeNetwork : IMessageSender, IDestinationResolver
{
    public SendStatus Send(in Destination destination, ReadOnlySpan<byte> bytes, in OutboundMessage message) => SendStatus.Failed;

    public SendStatus SendUntapped(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => SendStatus.Failed;

    public SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination)
    {
        destination = default;
        return SendStatus.Unresolvable;
    }
}
