using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Gives other modules SQLite as a database for their rows.</summary>
[Module("db_sqlite", Summary = "Writes rows of other modules into SQLite files.")]
internal sealed class DbSqliteModule(ILoggerFactory loggers) : StoreModule, IModule, IRecordStoreProvider, ISqlProvider
{
    private readonly ILogger _log = loggers.CreateLogger("db_sqlite");
    private static readonly string[] JournalModes = ["WAL", "DELETE", "TRUNCATE", "PERSIST", "MEMORY"];
    private const long Mebibyte = 1024 * 1024;
    private string _journalMode = "WAL";
    private SqliteSegmentLength _segment;

    /// <summary>True to create missing tables.</summary>
    [Parameter("auto_create", Default = "1", Summary = "Create tables and indexes that are missing; 0 makes a missing table an error.")]
    public bool AutoCreate { get; set; } = true;

    /// <summary>How long a write waits for another program's lock.</summary>
    [Parameter("db_set_busy_timeout", Default = "500", Unit = "ms", Summary = "How long a write waits for another program that has the file locked.", Min = 0, Max = 60_000)]
    public int BusyTimeout { get; set; } = 500;

    /// <summary>Retention by age.</summary>
    [Parameter("retention_days", Default = "0", Unit = "days", Summary = "Files of rows that are older are removed; without segment, tables with an older date in their names (sip_capture_%Y%m%d) that were made here. 0 = never.", Min = 0, Max = 36_500)]
    public int RetentionDays { get; set; }

    /// <summary>Retention by size.</summary>
    [Parameter("retention_size", Default = "0", Unit = "MiB", Summary = "When the files of rows are larger together, the oldest are removed; without segment, when the file holds more, the oldest tables with a date in their names. 0 = any size.", Min = 0, Max = int.MaxValue)]
    public int RetentionSize { get; set; }

    /// <inheritdoc />
    public string Scheme => "sqlite";

    /// <summary>Sets how long rows go to one file.</summary>
    [Parameter("segment", Default = "none", Summary = "Begins another file for the rows of modules each day or hour of UTC: none, day or hour. trace.db becomes trace-20261122.db or trace-2026112215.db.")]
    public string? SetSegment(string text) =>
        Enum.TryParse(text, ignoreCase: true, out _segment) && Enum.IsDefined(_segment) ? null : $"found '{text}', expected none, day or hour";

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (_segment != SqliteSegmentLength.None && !AutoCreate)
            validation.Error("segment", "tables of a new file have to be made, and auto_create is 0", "set auto_create to 1");

        if (_segment == SqliteSegmentLength.None && (RetentionDays > 0 || RetentionSize > 0))
            validation.Warn("retention_days", "without segment, retention drops tables with a date in their names only (sip_capture_%Y%m%d)", "set segment to day or hour for all others");
    }

    /// <summary>Sets the journal mode.</summary>
    [Parameter("db_set_journal_mode", Default = "WAL", Summary = "Journal mode, \"MODE\" or \"path=MODE\": WAL, DELETE, TRUNCATE, PERSIST or MEMORY; the last one given counts for all files.")]
    public string? SetJournalMode(string text)
    {
        var mode = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].ToUpperInvariant();
        if (!JournalModes.Contains(mode))
            return $"'{text}' is no journal mode; expected one of {string.Join(", ", JournalModes)}";

        _journalMode = mode;
        return null;
    }

    private SqliteStoreOptions Options => new()
    {
        AutoCreate = AutoCreate,
        JournalMode = _journalMode,
        BusyTimeout = TimeSpan.FromMilliseconds(BusyTimeout),
        Segment = _segment,
        RetentionDays = RetentionDays,
        RetentionBytes = RetentionSize * Mebibyte,
    };

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out IRecordStore? store, out string error)
    {
        store = SqliteUrl.TryRead(url, out var path, out error) ? new SqliteRecordStore(path, Options, TimeProvider.System, _log) : null;
        return store is not null;
    }

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out ISqlDatabase? database, out string error)
    {
        database = SqliteUrl.TryRead(url, out var path, out error) ? new SqliteDatabase(path, Options) : null;
        return database is not null;
    }

    /// <inheritdoc />
    public bool TryCreateReaders(string url, out IReadOnlyList<ISqlDatabase> databases, out string error)
    {
        databases = [];
        if (!SqliteUrl.TryRead(url, out var path, out error))
            return false;

        // The file itself is from a time before segment was set.
        var options = Options with { IsReadOnly = true };
        string[] files = [.. File.Exists(path) ? [path] : Array.Empty<string>(), .. new SqliteSegments(path, options).Existing()];
        if (files.Length == 0)
        {
            error = $"no such file: {path}";
            return false;
        }

        databases = [.. files.Select(file => new SqliteDatabase(file, options))];
        return true;
    }

    /// <inheritdoc />
    protected override string? DefaultFolderFor(string url) => SqliteUrl.TryRead(url, out var path, out _) ? path + ".spill" : null;
}
