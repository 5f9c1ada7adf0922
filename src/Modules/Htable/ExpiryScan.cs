using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Htable;

/// <summary>The timer that looks for expired items.</summary>
/// <param name="module">Whose tables.</param>
/// <param name="timers">The timers.</param>
internal sealed class ExpiryScan(HtableModule module, ITimers timers) : TimerNode
{
    private volatile bool _stopped;

    /// <summary>Waits for the next scan.</summary>
    public void Schedule() => timers.Schedule(this, TimeSpan.FromSeconds(module.TimerInterval));

    /// <summary>Ends scanning.</summary>
    public void Stop()
    {
        _stopped = true;
        timers.Cancel(this);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        if (_stopped)
            return;

        module.Expire(worker);
        if (!_stopped)
            Schedule();
    }
}
