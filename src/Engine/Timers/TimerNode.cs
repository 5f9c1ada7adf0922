using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Timers;

/// <summary>
/// Something that happens later. Embed it in the object it belongs to: scheduling allocates nothing. The owner guards
/// its own state; a cancelled node may still fire once when the wheel was already on it, so <see cref="Fire"/> checks.
/// </summary>
public abstract class TimerNode
{
    internal TimerNode? Next { get; set; }

    internal TimerNode? Previous { get; set; }

    internal long DueTick { get; set; }

    internal int Slot { get; set; } = -1;

    // Objects made by one worker share a shard, so its timers meet no other worker's lock.
    internal int Shard { get; } = Environment.CurrentManagedThreadId;

    /// <summary>Called on the timer's worker. Must not throw and must not block.</summary>
    public abstract void Fire(WorkerState worker);
}
