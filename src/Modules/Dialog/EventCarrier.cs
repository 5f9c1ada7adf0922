using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Dialog;

/// <summary>A request of our own for routes that no received message causes, on the live generation.</summary>
internal static class EventCarrier
{
    private static readonly byte[] Message =
        "OPTIONS sip:dialog@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKdialog\r\nFrom: <sip:dialog@127.0.0.1>;tag=dialog\r\nTo: <sip:dialog@127.0.0.1>\r\nCall-ID: dialog@127.0.0.1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    /// <summary>Makes one; false while nothing is published.</summary>
    public static bool TryRent(DialogServices services, WorkerState worker, out RoutingContext context)
    {
        context = null!;
        if (Retain(services.Reload) is not { } snapshot)
            return false;

        var sockets = services.Transports.Sockets;
        context = worker.Rent();
        context.Snapshot = snapshot;
        context.Message.TryParse(Message, Message.Length);
        if (sockets.Count > 0)
        {
            context.Received = new ReceivedFrom
            {
                Socket = sockets[0], Remote = sockets[0].Local, Local = sockets[0].Local,
                Protocol = sockets[0].Protocol, UtcTicks = services.Time.GetUtcNow().UtcTicks,
            };
        }

        return true;
    }

    /// <summary>Ends one.</summary>
    public static void Return(DialogServices services, WorkerState worker, RoutingContext context)
    {
        var snapshot = context.Snapshot;
        worker.Return(context);
        services.Reload.Release(snapshot);
    }

    private static Snapshot? Retain(IReloadService reload)
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
}
