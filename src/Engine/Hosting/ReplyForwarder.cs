using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Hosting;

/// <summary>
/// Sends a reply that belongs to no transaction on to its next Via (RFC 3261 §16.11). The top Via is taken off without
/// asking whether it is ours, as the peer does (spec sip-core 4.9).
/// </summary>
internal sealed class ReplyForwarder(IMessageSender sender, DestinationResolver resolver) : IReplyForwarder
{
    /// <inheritdoc />
    public bool Forward(RoutingContext context)
    {
        var counters = context.Worker.Counters;
        var message = context.Message;
        if (!message.TryGetVia(out var own) || !message.TryGetNextVia(own, out var next))
        {
            counters.DroppedReplies++;
            return false;
        }

        if (!TryFindTarget(context, own, next, out var destination))
        {
            counters.FailedReplies++;
            return false;
        }

        var output = context.Worker.RentWriter();
        var isSent = Send(context, destination, output) == SendStatus.Sent;
        if (isSent)
            counters.ForwardedReplies++;
        else
            counters.FailedReplies++;

        context.Worker.Return(output);
        return isSent;
    }

    private SendStatus Send(RoutingContext context, in Destination destination, Buffers.ByteWriter output)
    {
        MessageWriter.WriteForwardedReply(context.Message, context.Edits, output);
        if (output.Overflowed)
            return SendStatus.Failed;

        if (context.Snapshot.Settings.OnSendForReplies && !OnSendRoute.Run(context, destination, output.Written))
            return SendStatus.Dropped;

        return sender.Send(destination, output.Written, new OutboundMessage
        {
            Worker = context.Worker,
            Snapshot = context.Snapshot,
            Origin = MessageOrigin.Forwarded,
            Context = context,
        });
    }

    private bool TryFindTarget(RoutingContext context, in Via own, in Via next, out Destination destination)
    {
        destination = default;
        var message = context.Message;
        if (next.Transport is TransportProtocol.None or TransportProtocol.Sctp)
            return false;

        var host = next.Received.IsEmpty ? message.Span(next.Host) : message.Span(next.Received);
        var port = next.Rport > 0 ? next.Rport : Math.Max(0, next.Port);
        // RFC 3263 §5: only a name without a port is asked for as a service.
        var wish = new TargetWish(next.Transport, port, IsSecure: false, HasServices: next.Received.IsEmpty);
        if (resolver.ResolveHost(context, host, wish, out destination) != SendStatus.Sent)
            return false;

        destination = destination with
        {
            Socket = context.ForcedSocket,
            ConnectionId = next.Transport.IsStream() ? ConnectionOf(message, own) : 0,
        };
        return true;
    }

    // Our Via carries the connection that the request came on: ;i=hex (spec sip-core 4.6).
    private static long ConnectionOf(SipMessage message, in Via own)
    {
        var parameters = message.Span(own.Parameters);
        return ParameterReader.TryGet(parameters, "i"u8, out TextRange value)
            && System.Buffers.Text.Utf8Parser.TryParse(parameters.Slice(value.Start, value.Length), out long id, out var used, 'x')
            && used == value.Length ? id : 0;
    }
}
