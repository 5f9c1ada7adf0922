namespace Signalbox.Modules.Storage.Api;

/// <summary>What a record queue counted since it was made.</summary>
/// <param name="Enqueued">Rows accepted.</param>
/// <param name="Written">Rows stored.</param>
/// <param name="Failed">Rows that the database refused for good.</param>
/// <param name="Dropped">Rows lost: the queue was full, the disk's budget was, or the server stopped first.</param>
/// <param name="Depth">Rows waiting in memory now.</param>
/// <param name="Spilled">Rows written to the disk because the database was away or slow.</param>
/// <param name="Replayed">Rows that the database took from the disk.</param>
/// <param name="Backlog">Rows waiting on the disk now, those of an earlier process included.</param>
internal readonly record struct RecordCounters(
    long Enqueued, long Written, long Failed, long Dropped, long Depth, long Spilled = 0, long Replayed = 0, long Backlog = 0)
{
    /// <summary>Every figure with the name that operators see.</summary>
    public IReadOnlyList<(string Name, long Value)> Named =>
    [
        ("enqueued", Enqueued), ("written", Written), ("failed", Failed), ("dropped", Dropped), ("depth", Depth),
        ("spilled", Spilled), ("replayed", Replayed), ("backlog", Backlog),
    ];

    /// <summary>The sums of both.</summary>
    public RecordCounters Plus(in RecordCounters other) => new(
        Enqueued + other.Enqueued,
        Written + other.Written,
        Failed + other.Failed,
        Dropped + other.Dropped,
        Depth + other.Depth,
        Spilled + other.Spilled,
        Replayed + other.Replayed,
        Backlog + other.Backlog);
}
