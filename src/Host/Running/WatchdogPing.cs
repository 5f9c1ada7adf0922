using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Host.Running;

/// <summary>A sign of life at intervals, for as long as the timers run.</summary>
internal sealed class WatchdogPing(ITimers timers, TimeSpan interval, Action send) : TimerNode
{
    /// <summary>Begins.</summary>
    public void Start() => timers.Schedule(this, interval);

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        send();
        Start();
    }
}
