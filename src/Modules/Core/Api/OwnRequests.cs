using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Requests that nobody sent, for routes that no received message causes: scripts read them like any other.</summary>
/// <param name="reload">Knows the live snapshot.</param>
/// <param name="transports">Gives the request a socket.</param>
/// <param name="time">Clock.</param>
/// <param name="text">The request, e.g. of <see cref="TextOf"/>; null = the one of the peer's timers.</param>
internal sealed class OwnRequests(IReloadService reload, ITransportTable transports, TimeProvider time, byte[]? text = null)
{
    private static readonly byte[] Usual = Compose("you", "kamailio.org", "123");

    private readonly byte[] _text = text ?? Usual;

    /// <summary>An OPTIONS whose addresses, branch and Call-ID tell in logs which module made it.</summary>
    public static byte[] TextOf(string name) => Compose(name, "127.0.0.1", name);

    /// <summary>A request with a given text on a given generation, received from nowhere; give it back to the worker.</summary>
    public static RoutingContext Rent(WorkerState worker, Snapshot snapshot, byte[] text)
    {
        var context = worker.Rent();
        context.Snapshot = snapshot;
        context.Message.TryParse(text, text.Length);
        return context;
    }

    /// <summary>The live snapshot, kept until <see cref="Release"/>; null while the server starts.</summary>
    public Snapshot? Retain()
    {
        try
        {
            var snapshot = reload.Current;
            reload.Retain(snapshot);
            return snapshot;
        }
        catch (InvalidOperationException)
        {
            // Nothing is published yet: timers run earlier than workers.
            return null;
        }
    }

    /// <summary>The counterpart of <see cref="Retain"/>.</summary>
    public void Release(Snapshot snapshot) => reload.Release(snapshot);

    /// <summary>A request as if it had come to the first socket; give it back to the worker.</summary>
    /// <param name="worker">The timer's worker.</param>
    /// <param name="snapshot">The generation it runs on.</param>
    public RoutingContext Rent(WorkerState worker, Snapshot snapshot)
    {
        var context = Rent(worker, snapshot, _text);
        var sockets = transports.Sockets;
        if (sockets.Count > 0)
        {
            context.Received = new ReceivedFrom
            {
                Socket = sockets[0], Remote = sockets[0].Local, Local = sockets[0].Local,
                Protocol = sockets[0].Protocol, UtcTicks = time.GetUtcNow().UtcTicks,
            };
        }

        return context;
    }

    /// <summary>A request on the live generation, which it keeps alive until <see cref="Return"/>; false while the server starts.</summary>
    public bool TryRent(WorkerState worker, out RoutingContext context)
    {
        var snapshot = Retain();
        context = snapshot is null ? null! : Rent(worker, snapshot);
        return snapshot is not null;
    }

    /// <summary>The counterpart of <see cref="TryRent"/>.</summary>
    public void Return(WorkerState worker, RoutingContext context)
    {
        var snapshot = context.Snapshot;
        worker.Return(context);
        Release(snapshot);
    }

    /// <summary>Runs a route of the live snapshot, or the function of that name of its script engine, on a request.</summary>
    /// <param name="worker">The timer's worker.</param>
    /// <param name="route">Name of the route or function.</param>
    /// <param name="eventName">What a function gets.</param>
    /// <returns>False when there is neither, or nothing is live yet.</returns>
    public bool Run(WorkerState worker, string route, string eventName)
    {
        if (Retain() is not { } snapshot)
            return false;

        var body = snapshot.Routes.FindCalled(route, eventName);
        if (body is not null)
        {
            var context = Rent(worker, snapshot);
            context.Route = RouteKinds.Request;
            body.Run(context);
            worker.Return(context);
        }

        Release(snapshot);
        return body is not null;
    }

    private static byte[] Compose(string user, string host, string id) => Latin1.ToBytes(
        $"OPTIONS sip:{user}@{host} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK{id}\r\nFrom: <sip:{user}@{host}>;tag={id}\r\n"
        + $"To: <sip:{user}@{host}>\r\nCall-ID: {id}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
}
