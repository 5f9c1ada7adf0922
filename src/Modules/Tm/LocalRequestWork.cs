using Signalbox.Engine.Routing;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>A request made here that waits for a worker.</summary>
internal sealed class LocalRequestWork(LocalRequestStep step, LocalRequest request) : IRouteWork
{
    /// <inheritdoc />
    public void Run(WorkerState worker)
    {
        var error = step.Send(request, worker);
        if (error != 0)
            request.Owner?.Answered(request, new LocalReply(RelayErrors.StatusOf(error), worker, null));
    }
}
