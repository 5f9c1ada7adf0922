using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Websocket;

/// <summary>Looks at all WebSocket connections again and again: keeps idle ones open, ends dead ones, tells the script of closed ones.</summary>
internal sealed class WebSocketKeeper(WebsocketModule module, IConnections connections, ITimers timers, OwnRequests requests) : TimerNode
{
    private const int MaxEvents = 1000;
    private volatile bool _isStopped;

    /// <summary>Begins.</summary>
    public void Start() => timers.Schedule(this, TimeSpan.FromSeconds(module.KeepaliveInterval));

    /// <summary>Ends.</summary>
    public void Stop()
    {
        _isStopped = true;
        timers.Cancel(this);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        if (_isStopped)
            return;

        foreach (var connection in connections.All)
        {
            if (connection.Codec is WebSocketLink link)
                Look(connection, link);
        }

        // Those that end while the route runs wait for the next look.
        for (var i = 0; i < MaxEvents && module.State.TryTakeEnded(out var ended); i++)
            Tell(worker, ended);

        Start();
    }

    private void Look(IConnection connection, WebSocketLink link)
    {
        var now = Environment.TickCount64;
        if (link.IsClosing)
        {
            if (now - link.ClosingSince > module.CloseWait * 1000L)
                connection.Close();

            return;
        }

        var limit = module.KeepaliveTimeout * 1000L;
        var idle = connection.IdleMilliseconds;
        if (module.KeepaliveMechanism == 0 || idle < limit)
            return;

        if (link.AwaitsPong && idle >= 2 * limit)
            connection.Close();
        else if (now - link.KeptAt >= limit && module.KeepaliveMechanism == 1)
            link.Ping(connection, module.PingBytes);
        else if (now - link.KeptAt >= limit)
            link.Pong(connection, module.PingBytes);
    }

    private void Tell(WorkerState worker, in EndedLink ended)
    {
        if (!module.Closed.IsDefined || !requests.TryRent(worker, out var context))
            return;

        context.Received = context.Received with
        {
            Socket = ended.Listener,
            Remote = ended.Remote,
            Local = ended.Local,
            Protocol = ended.Protocol,
            ConnectionId = ended.Id,
        };
        module.Closed.Run(context);
        requests.Return(worker, context);
    }
}
