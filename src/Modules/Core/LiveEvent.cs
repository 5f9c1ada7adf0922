using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <summary>Runs an event route once, because a generation has become live.</summary>
internal sealed class LiveEvent(EventRoute route, OwnRequests requests) : IRouteWork
{
    /// <inheritdoc />
    public void Run(WorkerState worker)
    {
        if (!requests.TryRent(worker, out var context))
            return;

        route.Run(context);
        requests.Return(worker, context);
    }
}
