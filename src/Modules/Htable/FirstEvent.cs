using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Htable;

/// <summary>Runs <c>event_route[htable:mod-init]</c> once in the life of the server, as soon as the script is live.</summary>
internal sealed class FirstEvent(EventRoute route, HtableEvents events, ITimers timers) : TimerNode
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private volatile bool _isStopped;

    /// <summary>Waits for the script.</summary>
    public void Start() => timers.Schedule(this, Soon);

    /// <summary>Waits no longer.</summary>
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

        if (events.Retain() is not { } snapshot)
        {
            timers.Schedule(this, Soon);
            return;
        }

        events.Run(route, snapshot, worker, null);
        events.Release(snapshot);
    }
}
