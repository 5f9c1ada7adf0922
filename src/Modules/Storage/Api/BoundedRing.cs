using System.Diagnostics.CodeAnalysis;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// A queue of fixed capacity for many threads on both sides, without locks and without allocating. Each slot carries a
/// sequence number that tells whose turn it is: equal to the position = free for writing, one more = ready for reading.
/// </summary>
internal sealed class BoundedRing<T>
    where T : class
{
    private readonly Slot[] _slots;
    private readonly int _mask;
    private long _head;
    private long _tail;

    /// <summary>Creates a ring with room for at least <paramref name="capacity"/> items.</summary>
    public BoundedRing(int capacity)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 2));
        _slots = new Slot[size];
        _mask = size - 1;
        for (var i = 0; i < size; i++)
            _slots[i].Sequence = i;
    }

    /// <summary>Items at this moment, roughly while others are at work.</summary>
    public int Count => (int)Math.Max(0, Volatile.Read(ref _tail) - Volatile.Read(ref _head));

    /// <summary>Appends an item; false when the ring is full.</summary>
    public bool TryEnqueue(T item)
    {
        var position = Volatile.Read(ref _tail);
        while (true)
        {
            ref var slot = ref _slots[position & _mask];
            var lead = Volatile.Read(ref slot.Sequence) - position;
            if (lead < 0)
                return false;

            if (lead == 0 && Interlocked.CompareExchange(ref _tail, position + 1, position) == position)
            {
                slot.Item = item;
                Volatile.Write(ref slot.Sequence, position + 1);
                return true;
            }

            position = Volatile.Read(ref _tail);
        }
    }

    /// <summary>Takes the oldest item; false when there is none.</summary>
    public bool TryDequeue([NotNullWhen(true)] out T? item)
    {
        var position = Volatile.Read(ref _head);
        while (true)
        {
            ref var slot = ref _slots[position & _mask];
            var lead = Volatile.Read(ref slot.Sequence) - (position + 1);
            if (lead < 0)
            {
                item = null;
                return false;
            }

            if (lead == 0 && Interlocked.CompareExchange(ref _head, position + 1, position) == position)
            {
                item = slot.Item!;
                slot.Item = null;
                Volatile.Write(ref slot.Sequence, position + _slots.Length);
                return true;
            }

            position = Volatile.Read(ref _head);
        }
    }

    private struct Slot
    {
        public long Sequence;
        public T? Item;
    }
}
