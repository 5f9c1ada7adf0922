using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Hosting;

/// <summary>
/// The threads of <see cref="IRouteWorkers"/>. A thread is added when all are busy, up to <see cref="MaxThreads"/>. Before
/// <see cref="Start"/> there are none and work runs on the thread that posts it, which makes tests repeatable.
/// </summary>
internal sealed class RouteWorkers(WorkerRegistry registry, FaultLog faults) : IRouteWorkers, IDisposable
{
    /// <summary>Threads at most.</summary>
    public const int MaxThreads = 8;

    /// <summary>Work that may wait.</summary>
    public const int MaxWaiting = 16384;

    private readonly Lock _gate = new();
    private readonly Queue<IRouteWork> _waiting = new();
    private readonly SemaphoreSlim _signal = new(0);
    private WorkerState? _own;
    private int _threads;
    private int _idle;
    private bool _started;
    private volatile bool _stopped;

    /// <summary>From now on threads do the work.</summary>
    public void Start()
    {
        lock (_gate)
            _started = true;
    }

    /// <inheritdoc />
    public bool TryPost(IRouteWork work)
    {
        lock (_gate)
        {
            if (_stopped || _waiting.Count >= MaxWaiting)
                return false;

            if (_started)
            {
                _waiting.Enqueue(work);
                if (_waiting.Count > _idle && _threads < MaxThreads)
                    AddThread();
            }
        }

        if (_started)
            _signal.Release();
        else
            Run(work, _own ??= registry.Add("route runner"));

        return true;
    }

    /// <summary>Ends the threads after the work at hand; what waits is dropped.</summary>
    public void Dispose()
    {
        _stopped = true;
        _signal.Release(MaxThreads);
    }

    private void AddThread()
    {
        var worker = registry.Add($"route runner child={_threads}");
        _threads++;
        WorkerThread.Create(worker.Description, () => Loop(worker)).Start();
    }

    private void Loop(WorkerState worker)
    {
        while (Take() is { } work)
            Run(work, worker);
    }

    private IRouteWork? Take()
    {
        lock (_gate)
            _idle++;

        _signal.Wait();
        lock (_gate)
        {
            _idle--;
            return !_stopped && _waiting.TryDequeue(out var work) ? work : null;
        }
    }

    private void Run(IRouteWork work, WorkerState worker)
    {
        try
        {
            work.Run(worker);
        }
        catch (Exception defect)
        {
            faults.Report(worker, defect, "a route runner");
        }
    }
}
