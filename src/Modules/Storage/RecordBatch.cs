using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage;

/// <summary>Rows that are stored together, under one name.</summary>
internal sealed class RecordBatch(int capacity)
{
    /// <summary>Room for the rows.</summary>
    public StoredRow[] Buffer { get; } = new StoredRow[capacity];

    /// <summary>Rows in it.</summary>
    public int Count { get; set; }

    /// <summary>Its name.</summary>
    public BatchId Id { get; set; }

    /// <summary>True as soon as it is on the disk too, so that it may be let go.</summary>
    public volatile bool IsSpilled;

    /// <summary>True when it was given up.</summary>
    public bool IsLost { get; set; }

    /// <summary>The rows.</summary>
    public ReadOnlySpan<StoredRow> Rows => Buffer.AsSpan(0, Count);
}
