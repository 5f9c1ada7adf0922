using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Hosting;

/// <summary>All workers of the server, for listings and statistics. The timer's worker is the first.</summary>
public sealed class WorkerRegistry
{
    private readonly Lock _gate = new();
    private WorkerState[] _workers = [];

    /// <summary>All workers, by index.</summary>
    public IReadOnlyList<WorkerState> Workers => Volatile.Read(ref _workers);

    /// <summary>Makes a worker with the next index.</summary>
    /// <param name="description">E.g. <c>udp receiver child=0 sock=127.0.0.1:5060</c>.</param>
    public WorkerState Add(string description)
    {
        lock (_gate)
        {
            var worker = new WorkerState(_workers.Length, description);
            Volatile.Write(ref _workers, [.. _workers, worker]);
            return worker;
        }
    }

    /// <summary>The sums over all workers, as of now.</summary>
    public WorkerCounters Total()
    {
        var total = new WorkerCounters();
        foreach (var worker in Workers)
            worker.Counters.AddTo(total);

        return total;
    }
}
