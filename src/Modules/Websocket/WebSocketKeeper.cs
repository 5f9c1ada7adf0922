using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Websocket;

/// <summary>Looks at all WebSocket connections again and again: keeps idle ones open, ends dead ones, tells the script of closed ones.</summary>
internal sealed class WebSocketKeeper(WebsocketModule module, IConnections connections, ITimers timers, IReloadService reload) : TimerNode
{
    private const int MaxEvents = 1000;
    private static readonly byte[] Carrier =
        "OPTIONS sip:websocket@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKws\r\nFrom: <sip:websocket@127.0.0.1>;tag=ws\r\nTo: <sip:websocket@127.0.0.1>\r\nCall-ID: websocket@127.0.0.1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

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
        var until = Environment.TickCount64 - (module.CloseWait * 1000L);
        for (var i = 0; i < MaxEvents && module.State.TryTakeEnded(until, out var ended); i++)
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
        if (!module.Closed.IsDefined)
            return;

        var snapshot = reload.Current;
        reload.Retain(snapshot);
        var context = worker.Rent();
        context.Snapshot = snapshot;
        context.Message.TryParse(Carrier, Carrier.Length);
        context.Received = new ReceivedFrom
        {
            Socket = ended.Listener,
            Remote = ended.Remote,
            Local = ended.Local,
            Protocol = ended.Protocol,
            ConnectionId = ended.Id,
            UtcTicks = DateTime.UtcNow.Ticks,
        };
        module.Closed.Run(context);
        worker.Return(context);
        reload.Release(snapshot);
    }
}
