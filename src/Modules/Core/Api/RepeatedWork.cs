using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Core.Api;

/// <summary>Something that a module does again and again on the timer's worker, from start to stop.</summary>
/// <param name="timers">The wheel.</param>
/// <param name="interval">Time between two runs; more than zero.</param>
/// <param name="work">What to do; it must not throw and must not block.</param>
internal sealed class RepeatedWork(ITimers timers, TimeSpan interval, Action<WorkerState> work) : TimerNode
{
    private volatile bool _isStopped;

    /// <summary>Begins; the first run is one interval from now.</summary>
    public void Start() => timers.Schedule(this, interval);

    /// <summary>Ends.</summary>
    public void Stop()
    {
        _isStopped = true;
        timers.Cancel(this);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        if (_isStopped)
            return;

        work(worker);
        timers.Schedule(this, interval);
    }
}
