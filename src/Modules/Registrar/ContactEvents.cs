using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Runs <c>event_route[usrloc:contact-expired]</c>; the contact is in <c>$ulc(exp=>…)</c>.</summary>
/// <param name="route">The route.</param>
/// <param name="reload">Knows the live snapshot.</param>
/// <param name="transports">Gives the request of the event a socket.</param>
/// <param name="time">Clock.</param>
internal sealed class ContactEvents(EventRoute route, IReloadService reload, ITransportTable transports, TimeProvider time) : IContactExpiry
{
    private static readonly byte[] Carrier =
        "OPTIONS sip:usrloc@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKusrloc\r\nFrom: <sip:usrloc@127.0.0.1>;tag=usrloc\r\nTo: <sip:usrloc@127.0.0.1>\r\nCall-ID: usrloc@127.0.0.1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    /// <inheritdoc />
    public void Expired(WorkerState worker, string table, Contact contact)
    {
        if (!route.IsDefined)
            return;

        var snapshot = reload.Current;
        reload.Retain(snapshot);
        var sockets = transports.Sockets;
        var context = worker.Rent();
        context.Snapshot = snapshot;
        context.Message.TryParse(Carrier, Carrier.Length);
        if (sockets.Count > 0)
        {
            context.Received = new ReceivedFrom
            {
                Socket = sockets[0], Remote = sockets[0].Local, Local = sockets[0].Local,
                Protocol = sockets[0].Protocol, UtcTicks = time.GetUtcNow().UtcTicks,
            };
        }

        ContactProfiles.Set(worker, ContactProfiles.Expired, [contact]);
        route.Run(context);
        ContactProfiles.Free(worker, ContactProfiles.Expired);
        worker.Return(context);
        reload.Release(snapshot);
    }
}
