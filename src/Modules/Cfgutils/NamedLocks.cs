using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Cfgutils;

/// <summary>
/// Locks by key over a fixed number of slots. A worker never waits for itself: two of its keys in one slot nest, the same
/// key again is refused. No memory grows with the keys.
/// </summary>
internal sealed class NamedLocks
{
    /// <summary>How long <see cref="Enter"/> waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Slot[] _slots;

    /// <summary>Makes the slots.</summary>
    /// <param name="count">A power of two.</param>
    public NamedLocks(int count)
    {
        _slots = new Slot[count];
        for (var i = 0; i < count; i++)
            _slots[i] = new Slot();
    }

    /// <summary>Takes the lock of a key made of two texts; waits up to <see cref="Patience"/>.</summary>
    public LockOutcome Enter(WorkerState worker, ReadOnlySpan<char> first, ReadOnlySpan<char> second) => SlotOf(first, second, out var hash).Enter(worker, hash, Patience);

    /// <summary>Takes the lock when it is free.</summary>
    public LockOutcome TryEnter(WorkerState worker, ReadOnlySpan<char> first, ReadOnlySpan<char> second) => SlotOf(first, second, out var hash).Enter(worker, hash, TimeSpan.Zero);

    /// <summary>Gives the lock back, from whichever worker; false when the key was not locked.</summary>
    public bool Exit(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => SlotOf(first, second, out var hash).Exit(hash);

    private Slot SlotOf(ReadOnlySpan<char> first, ReadOnlySpan<char> second, out uint hash)
    {
        hash = CoreHash.Of(first) ^ (CoreHash.Of(second) * 31);
        return _slots[hash & (uint)(_slots.Length - 1)];
    }

    private sealed class Slot
    {
        private readonly List<uint> _keys = [];
        private WorkerState? _owner;

        public LockOutcome Enter(WorkerState worker, uint key, TimeSpan patience)
        {
            var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
            lock (_keys)
            {
                while (_owner is not null && _owner != worker)
                {
                    var left = deadline - Environment.TickCount64;
                    if (left <= 0)
                        return LockOutcome.Busy;

                    Monitor.Wait(_keys, (int)left);
                }

                if (_keys.Contains(key))
                    return LockOutcome.OwnedBySelf;

                _owner = worker;
                _keys.Add(key);
                return LockOutcome.Taken;
            }
        }

        public bool Exit(uint key)
        {
            lock (_keys)
            {
                if (!_keys.Remove(key))
                    return false;

                if (_keys.Count == 0)
                {
                    _owner = null;
                    Monitor.Pulse(_keys);
                }

                return true;
            }
        }
    }
}
