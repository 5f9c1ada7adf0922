namespace Signalbox.Engine.Transport;

/// <summary>The only way out: hands bytes to a socket and shows them at the tap.</summary>
public interface IMessageSender
{
    /// <summary>Sends. The tap sees the message when it was handed over, with the address that it really left from.</summary>
    SendStatus Send(in Destination destination, ReadOnlySpan<byte> bytes, in OutboundMessage message);

    /// <summary>
    /// Sends past the tap: mirrors, HEP, keepalives. UDP only, or an existing or new connection for streams. A datagram may
    /// wait for the batch of the worker's replies, so nothing that must leave before a request is sent by this.
    /// </summary>
    SendStatus SendUntapped(Routing.WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes);
}
