using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>A batch read back from the disk; its rows are used again for the next one.</summary>
internal sealed class SpilledBatch
{
    private readonly List<StoredRow> _pool = [];

    /// <summary>Its name.</summary>
    public BatchId Id { get; set; }

    /// <summary>Rows in it.</summary>
    public int Count { get; private set; }

    /// <summary>The rows.</summary>
    public ReadOnlySpan<StoredRow> Rows => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pool)[..Count];

    /// <summary>Forgets the rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>An empty row at the end.</summary>
    public StoredRow Add(TableLayout layout, string table)
    {
        if (Count == _pool.Count)
            _pool.Add(new StoredRow());

        var row = _pool[Count++];
        row.Trim();
        row.Start(layout, table);
        return row;
    }
}
