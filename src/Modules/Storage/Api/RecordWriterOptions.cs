namespace Signalbox.Modules.Storage.Api;

/// <summary>Limits of a record queue.</summary>
internal sealed record RecordWriterOptions
{
    /// <summary>Rows that may wait.</summary>
    public int MaxRows { get; init; } = 32_768;

    /// <summary>Bytes of text that may wait.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Rows in one transaction.</summary>
    public int BatchRows { get; init; } = 1_000;

    /// <summary>Longest time a row waits for others before its batch is written.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>First pause after the database failed; it doubles up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two tries.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Folder that rows go to while the database is away or slow; null = they wait in memory.</summary>
    public string? SpillFolder { get; init; }

    /// <summary>Bytes that may wait in the folder; beyond, the oldest rows are dropped.</summary>
    public long SpillBytes { get; init; } = 1L << 30;

    /// <summary>A database that is on one batch for longer than this is slow.</summary>
    public TimeSpan SpillAfter { get; init; } = TimeSpan.FromSeconds(1);
}
