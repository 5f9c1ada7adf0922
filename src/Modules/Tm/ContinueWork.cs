using Signalbox.Engine.Routing;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>A parked request that waits for a worker to go on.</summary>
internal sealed class ContinueWork(SuspendStep step, TransactionId id, string route) : IRouteWork
{
    /// <inheritdoc />
    public void Run(WorkerState worker) => step.Continue(id, route, worker);
}
