using System.Diagnostics.CodeAnalysis;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Gives other modules SQLite as a database for their rows.</summary>
[Module("db_sqlite", Summary = "Writes rows of other modules into SQLite files.")]
internal sealed class DbSqliteModule : StoreModule, IModule, IRecordStoreProvider, ISqlProvider
{
    private static readonly string[] JournalModes = ["WAL", "DELETE", "TRUNCATE", "PERSIST", "MEMORY"];
    private string _journalMode = "WAL";

    /// <summary>True to create missing tables.</summary>
    [Parameter("auto_create", Default = "1", Summary = "Create tables and indexes that are missing; 0 makes a missing table an error.")]
    public bool AutoCreate { get; set; } = true;

    /// <summary>How long a write waits for another program's lock.</summary>
    [Parameter("db_set_busy_timeout", Default = "500", Unit = "ms", Summary = "How long a write waits for another program that has the file locked.", Min = 0, Max = 60_000)]
    public int BusyTimeout { get; set; } = 500;

    /// <inheritdoc />
    public string Scheme => "sqlite";

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

    private SqliteStoreOptions Options =>
        new() { AutoCreate = AutoCreate, JournalMode = _journalMode, BusyTimeout = TimeSpan.FromMilliseconds(BusyTimeout) };

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out IRecordStore? store, out string error)
    {
        store = SqliteUrl.TryRead(url, out var path, out error) ? new SqliteRecordStore(path, Options) : null;
        return store is not null;
    }

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out ISqlDatabase? database, out string error)
    {
        database = SqliteUrl.TryRead(url, out var path, out error) ? new SqliteDatabase(path, Options) : null;
        return database is not null;
    }

    /// <inheritdoc />
    protected override string? DefaultFolderFor(string url) => SqliteUrl.TryRead(url, out var path, out _) ? path + ".spill" : null;
}
