using Signalbox.Engine.Routing;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Sends a request on a worker while the thread that asked waits for what came of the sending.</summary>
internal sealed class UacStart(LocalRequestStep step, LocalRequest request) : IRouteWork
{
    private readonly OneShot _done = new();

    /// <summary>Number of the error; 0 = it is out.</summary>
    public int Error { get; private set; } = RelayErrors.Unspecified;

    /// <inheritdoc />
    public void Run(WorkerState worker)
    {
        Error = step.Send(request, worker);
        _done.Set();
    }

    /// <summary>Waits; false when the limit passed.</summary>
    public bool Wait(TimeSpan limit) => _done.Wait(limit);
}
