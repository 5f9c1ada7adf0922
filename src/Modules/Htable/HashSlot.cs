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
