using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>Keeps what would be sent.</summary>
internal sealed class FakeSender : IMessageSender
{
    public List<SentCopy> Copies { get; } = [];

    public SendStatus Send(in Destination destination, ReadOnlySpan<byte> bytes, in OutboundMessage message) => SendStatus.Failed;

    public SendStatus SendUntapped(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        Copies.Add(new SentCopy(destination, bytes.ToArray()));
        return SendStatus.Sent;
    }
}
