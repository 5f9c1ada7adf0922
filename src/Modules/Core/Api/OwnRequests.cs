using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Core.Api;

/// <summary>Requests that nobody sent, for routes that run from timers: scripts read them like any other.</summary>
/// <param name="reload">Knows the live snapshot.</param>
/// <param name="transports">Gives the request a socket.</param>
/// <param name="time">Clock.</param>
internal sealed class OwnRequests(IReloadService reload, ITransportTable transports, TimeProvider time)
{
    private static readonly byte[] Usual =
        "OPTIONS sip:you@kamailio.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKtimer\r\nFrom: <sip:you@kamailio.org>;tag=123\r\nTo: <sip:you@kamailio.org>\r\nCall-ID: 123\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

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
    /// <param name="request">The request; null = the usual one.</param>
    public RoutingContext Rent(WorkerState worker, Snapshot snapshot, byte[]? request = null)
    {
        var bytes = request ?? Usual;
        var sockets = transports.Sockets;
        var context = worker.Rent();
        context.Snapshot = snapshot;
        context.Message.TryParse(bytes, bytes.Length);
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

    /// <summary>Runs a route of the live snapshot on the usual request.</summary>
    /// <returns>False when the script has no such route, or is not live yet.</returns>
    public bool Run(WorkerState worker, string route)
    {
        if (Retain() is not { } snapshot)
            return false;

        var body = snapshot.Routes.Find(RouteKinds.Request, route);
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
}
