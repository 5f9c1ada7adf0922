using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Engine.Transport;

/// <summary>Chooses the socket, sends, and shows what was sent at the tap.</summary>
internal sealed class MessageSender(ITransportTable table, SourceAddresses sources, TimeProvider time) : IMessageSender
{
    /// <inheritdoc />
    public SendStatus Send(in Destination destination, ReadOnlySpan<byte> bytes, in OutboundMessage message)
    {
        var socket = table.Select(destination.Protocol, destination.Remote.IsV6, destination.Socket);
        if (socket is null)
            return SendStatus.Failed;

        // The time is taken before the send: an answer must never seem older than its request.
        var hasObservers = message.Snapshot.Observers.Length > 0;
        var ticks = hasObservers ? time.GetUtcNow().UtcTicks : 0;
        var local = default(HostEndPoint);
        var connection = 0L;
        var status = socket is StreamListener stream
            ? stream.Send(destination, bytes, message.Context, out local, out connection)
            : socket.Send(message.Worker, destination, bytes);
        if (status != SendStatus.Sent || !hasObservers)
            return status;

        var from = local.IsSet ? local : LocalOf(socket, destination, message);
        MessageTap.Sent(message.Snapshot, Event(socket, from, connection, destination, bytes, message, ticks));
        return status;
    }

    /// <inheritdoc />
    public SendStatus SendUntapped(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        var socket = table.Select(destination.Protocol, destination.Remote.IsV6, destination.Socket);
        return socket is null ? SendStatus.Failed : socket.SendCopy(worker, destination, bytes);
    }

    private HostEndPoint LocalOf(ListenSocket socket, in Destination destination, in OutboundMessage message)
    {
        if (!socket.Local.IsAny)
            return socket.Local;

        // The kernel chooses the source address of a wildcard socket by the route to the peer.
        var local = sources.For(destination.Remote);
        if (local.IsSet)
            return local.WithPort(socket.Local.Port);

        return message.Context is { } context && context.Received.Socket == socket ? context.Received.Local : socket.Local;
    }

    private static TapEvent Event(
        ListenSocket socket,
        in HostEndPoint local,
        long connection,
        in Destination destination,
        ReadOnlySpan<byte> bytes,
        in OutboundMessage message,
        long ticks) => new()
        {
            Bytes = bytes,
            Local = local,
            Remote = destination.Remote,
            Protocol = destination.Protocol,
            Socket = socket,
            Worker = message.Worker,
            UtcTicks = ticks,
            ConnectionId = connection,
            Origin = message.Origin,
            IsRetransmission = message.IsRetransmission,
            Context = message.Context,
            Transaction = message.Transaction,
            Branch = message.Branch,
        };
}
