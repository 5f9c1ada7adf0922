using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>Route workers that keep the work until the test runs it; with a limit of 0 they refuse.</summary>
internal sealed class KeptWorkers : IRouteWorkers
{
    private readonly Queue<IRouteWork> _kept = new();

    public int Limit { get; set; } = int.MaxValue;

    public int Count => _kept.Count;

    public bool TryPost(IRouteWork work)
    {
        if (_kept.Count >= Limit)
            return false;

        _kept.Enqueue(work);
        return true;
    }

    public void RunAll(WorkerState worker)
    {
        while (_kept.TryDequeue(out var work))
            work.Run(worker);
    }
}
