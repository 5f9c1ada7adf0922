using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Htable;

/// <summary>Runs the module's event routes from a timer, on a request of our own.</summary>
/// <param name="reload">Knows the live snapshot.</param>
/// <param name="transports">Gives the request a socket.</param>
/// <param name="time">Clock.</param>
internal sealed class HtableEvents(IReloadService reload, ITransportTable transports, TimeProvider time)
{
    private static readonly ItemSlot<HashCell> Record = new();

    private readonly OwnRequests _requests = new(reload, transports, time, OwnRequests.TextOf("htable"));

    /// <summary>The item that an expired event is about, or null.</summary>
    public static HashCell? RecordOf(RoutingContext context) => context.Items.Get(Record);

    /// <summary>The live snapshot, kept until <see cref="Release"/>; null while the server starts.</summary>
    public Snapshot? Retain() => _requests.Retain();

    /// <summary>The counterpart of <see cref="Retain"/>.</summary>
    public void Release(Snapshot snapshot) => _requests.Release(snapshot);

    /// <summary>Runs an event route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="snapshot">The generation it belongs to.</param>
    /// <param name="worker">The timer's worker.</param>
    /// <param name="record">What <c>$shtrecord</c> shows, or null.</param>
    public void Run(EventRoute route, Snapshot snapshot, WorkerState worker, HashCell? record)
    {
        var context = _requests.Rent(worker, snapshot);
        context.Items.Set(Record, record);
        route.Run(context);
        worker.Return(context);
    }
}
