namespace Signalbox.Engine.Timers;

/// <summary>The timers of transactions and modules: tick 1/16 s or finer, like the peer's.</summary>
public interface ITimers
{
    /// <summary>Monotonic milliseconds; the clock that timers run on.</summary>
    long NowMilliseconds { get; }

    /// <summary>Schedules a node; a node that is waiting is moved.</summary>
    void Schedule(TimerNode node, TimeSpan after);

    /// <summary>Takes a node out; nothing happens when it does not wait.</summary>
    void Cancel(TimerNode node);
}
