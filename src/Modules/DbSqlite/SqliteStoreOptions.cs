namespace Signalbox.Modules.DbSqlite;

/// <summary>How SQLite files are opened.</summary>
internal sealed record SqliteStoreOptions
{
    /// <summary>True to create the file's tables when they are missing.</summary>
    public bool AutoCreate { get; init; } = true;

    /// <summary>True to leave the file as it is, and to refuse one that is not there.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Journal mode: WAL, DELETE, TRUNCATE, PERSIST or MEMORY.</summary>
    public string JournalMode { get; init; } = "WAL";

    /// <summary>How long a write waits for another program's lock.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long rows go to one file.</summary>
    public SqliteSegmentLength Segment { get; init; }

    /// <summary>Days after which a file is removed; 0 = never.</summary>
    public int RetentionDays { get; init; }

    /// <summary>Bytes of all files together, beyond which the oldest are removed; 0 = any number.</summary>
    public long RetentionBytes { get; init; }
}
