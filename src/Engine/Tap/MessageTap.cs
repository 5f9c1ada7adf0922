using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Tap;

/// <summary>The one place where every message passes the observers of its generation.</summary>
public static class MessageTap
{
    /// <summary>Shows received bytes.</summary>
    public static void Received(Snapshot snapshot, in TapEvent message)
    {
        var shown = message with { Snapshot = snapshot };
        foreach (var observer in snapshot.Observers)
            observer.Received(shown);
    }

    /// <summary>Shows what a worker has received.</summary>
    public static void Received(Snapshot snapshot, WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        if (snapshot.Observers.Length == 0)
            return;

        Received(snapshot, new TapEvent
        {
            Bytes = bytes,
            Local = from.Local,
            Remote = from.Remote,
            Protocol = from.Protocol,
            Socket = from.Socket,
            Worker = worker,
            UtcTicks = from.UtcTicks,
            ConnectionId = from.ConnectionId,
            Origin = MessageOrigin.Network,
        });
    }

    /// <summary>Shows sent bytes.</summary>
    public static void Sent(Snapshot snapshot, in TapEvent message)
    {
        var shown = message with { Snapshot = snapshot };
        foreach (var observer in snapshot.Observers)
            observer.Sent(shown);
    }

    /// <summary>Shows an answer that a connection took past the sender, such as the one that turns it into a WebSocket.</summary>
    public static void SentReply(RoutingContext request, ReadOnlySpan<byte> bytes, long utcTicks)
    {
        var received = request.Received;
        Sent(request.Snapshot, new TapEvent
        {
            Bytes = bytes,
            Local = received.Local,
            Remote = received.Remote,
            Protocol = received.Protocol,
            Socket = received.Socket,
            Worker = request.Worker,
            UtcTicks = utcTicks,
            ConnectionId = received.ConnectionId,
            Origin = MessageOrigin.StatelessReply,
            Context = request,
        });
    }

    /// <summary>Shows a received message that was matched.</summary>
    public static void Matched(Snapshot snapshot, in TapEvent message)
    {
        var shown = message with { Snapshot = snapshot };
        foreach (var observer in snapshot.Observers)
            observer.Matched(shown);
    }
}
