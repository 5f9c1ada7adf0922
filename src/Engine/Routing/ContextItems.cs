namespace Signalbox.Engine.Routing;

/// <summary>Objects that modules attach to a message; a transaction's request inherits them.</summary>
public sealed class ContextItems
{
    /// <summary>Number of slots.</summary>
    public const int Capacity = 32;

    private static int _taken;
    private object?[]? _items;

    /// <summary>True when all slots are empty.</summary>
    public bool IsEmpty => _items is null || !_items.AsSpan().ContainsAnyExcept((object?)null);

    /// <summary>What is in a slot, or null.</summary>
    public T? Get<T>(ItemSlot<T> slot)
        where T : class => (T?)_items?[slot.Index];

    /// <summary>Puts an object into a slot; null empties it.</summary>
    public void Set<T>(ItemSlot<T> slot, T? value)
        where T : class
    {
        if (value is not null || _items is not null)
            (_items ??= new object?[Capacity])[slot.Index] = value;
    }

    /// <summary>Empties all slots.</summary>
    public void Clear()
    {
        if (_items is not null)
            Array.Clear(_items);
    }

    /// <summary>Takes over all slots.</summary>
    public void CopyFrom(ContextItems other)
    {
        if (other._items is null)
            Clear();
        else
            other._items.CopyTo(_items ??= new object?[Capacity], 0);
    }

    internal static int NextIndex()
    {
        var index = Interlocked.Increment(ref _taken) - 1;
        return index < Capacity ? index : throw new InvalidOperationException("all context item slots are taken");
    }
}
