using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Htable;

/// <summary>A part of a table under one lock, which scripts can hold too (<c>sht_lock</c>).</summary>
internal sealed class HashSlot
{
    /// <summary>Guards the items; the thread that holds it may enter again.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The items; null until there is one.</summary>
    public Dictionary<string, HashCell>? Cells { get; set; }

    /// <summary>Number of items.</summary>
    public int Count => Cells?.Count ?? 0;

    /// <summary>The items in the peer's order, that of their hashes.</summary>
    public HashCell[] Sorted()
    {
        lock (Gate)
        {
            if (Cells is not { Count: > 0 } cells)
                return [];

            HashCell[] sorted = [.. cells.Values];
            if (sorted.Length > 1)
                Array.Sort(sorted, static (left, right) => CoreHash.Of(left.Name).CompareTo(CoreHash.Of(right.Name)));

            return sorted;
        }
    }

    /// <summary>The item of a key, also when its life is over; null when there is none.</summary>
    public HashCell? Find(ReadOnlySpan<char> key) =>
        Cells is { } cells && cells.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var cell) ? cell : null;

    /// <summary>Adds an item without a value.</summary>
    public HashCell Add(ReadOnlySpan<char> key)
    {
        var cell = new HashCell(key.ToString());
        (Cells ??= new Dictionary<string, HashCell>(StringComparer.Ordinal)).Add(cell.Name, cell);
        return cell;
    }
}
