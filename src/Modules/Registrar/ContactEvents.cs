using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Runs <c>event_route[usrloc:contact-expired]</c>; the contact is in <c>$ulc(exp=>…)</c>.</summary>
/// <param name="route">The route.</param>
/// <param name="reload">Knows the live snapshot.</param>
/// <param name="transports">Gives the request of the event a socket.</param>
/// <param name="time">Clock.</param>
internal sealed class ContactEvents(EventRoute route, IReloadService reload, ITransportTable transports, TimeProvider time) : IContactExpiry
{
    private readonly OwnRequests _requests = new(reload, transports, time, OwnRequests.TextOf("usrloc"));

    /// <inheritdoc />
    public void Expired(WorkerState worker, string table, Contact contact)
    {
        if (!route.IsDefined || !_requests.TryRent(worker, out var context))
            return;

        ContactProfiles.Set(worker, ContactProfiles.Expired, [contact]);
        route.Run(context);
        ContactProfiles.Free(worker, ContactProfiles.Expired);
        _requests.Return(worker, context);
    }
}
