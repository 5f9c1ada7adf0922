using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>
/// Writes rows into one SQLite file. Rows are bound with the driver's raw calls: text reaches the file byte by byte, and
/// nothing is allocated per row. After a failure the file is closed and opened again at the next try.
/// </summary>
internal sealed class SqliteRecordStore : IRecordStore
{
    // Tables can be named per message; a script that names thousands must not keep thousands of statements.
    private const int MaxStatements = 64;

    private readonly string _path;
    private readonly SqliteStoreOptions _options;
    private readonly Dictionary<string, SqliteInsert> _inserts = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SqliteSegments? _segments;
    private SqliteConnection? _connection;
    private string? _openPath;

    /// <summary>Creates a store for a file, or for the files of one; opened at first use.</summary>
    public SqliteRecordStore(string path, SqliteStoreOptions options, TimeProvider time, ILogger log)
    {
        _path = path;
        _options = options;
        _time = time;
        _log = log;
        _segments = options.Segment == SqliteSegmentLength.None ? null : new SqliteSegments(path, options);
    }

    /// <inheritdoc />
    public string Name => $"sqlite://{_path}";

    /// <inheritdoc />
    public DatedPatterns Patterns { get; } = new();

    /// <inheritdoc />
    public void Prepare(TableLayout layout, string table)
    {
        try
        {
            new SqliteTables(Connect(), _options.AutoCreate, Name, Patterns).Prepare(layout, table);
        }
        catch (SqliteException exception)
        {
            Close();
            throw SqliteFiles.Unusable(Name, exception);
        }
    }

    /// <inheritdoc />
    public BatchResult Write(ReadOnlySpan<StoredRow> rows, in BatchId id)
    {
        try
        {
            return Write(Connect(), rows, id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Close();
            throw new StoreException($"cannot use {Name}: {exception.Message}", exception);
        }
        catch (SqliteException exception)
        {
            Close();
            throw SqliteFiles.Unusable(Name, exception);
        }
        catch (StoreException)
        {
            Close();
            throw;
        }
    }

    /// <inheritdoc />
    public void Maintain(DateTime utcNow)
    {
        try
        {
            var connection = Connect();
            SqliteFiles.Run(connection, BatchPositions.Forget(utcNow));
            if (_segments is null)
                DropOldTables(connection, utcNow);

            foreach (var path in _segments?.DropOld(utcNow) ?? [])
                _log.LogInformation("{File} is removed: it was too old, or all files together were too large", path);
        }
        catch (SqliteException exception)
        {
            Close();
            throw SqliteFiles.Unusable(Name, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(exception.Message, exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Close();

    private void DropOldTables(SqliteConnection connection, DateTime utcNow)
    {
        // A statement for a table that is gone would refuse its rows.
        if (DatedRetention.DropOld(new SqliteDatedTables(connection), _options.RetentionDays, _options.RetentionBytes, utcNow, _log))
            ForgetInserts();
    }

    private BatchResult Write(SqliteConnection connection, ReadOnlySpan<StoredRow> rows, in BatchId id)
    {
        var written = 0;
        string? error = null;
        SqliteFiles.Run(connection, "BEGIN IMMEDIATE");
        SqliteFiles.Run(connection, BatchPositions.MoveUp(id, DateTime.UtcNow));
        if (raw.sqlite3_changes(connection.Handle!) == 0)
        {
            SqliteFiles.Run(connection, "ROLLBACK");
            return new BatchResult(0, 0, null, WasThere: true);
        }

        foreach (var row in rows)
        {
            if (TryInsert(connection, row, out var refusal))
                written++;
            else
                error ??= refusal;
        }

        SqliteFiles.Run(connection, "COMMIT");
        return new BatchResult(written, rows.Length - written, error);
    }

    private bool TryInsert(SqliteConnection connection, StoredRow row, out string? refusal)
    {
        if (!TryPrepareInsert(connection, row, out var insert, out refusal))
            return false;

        var code = insert.Execute(row);
        if (code == raw.SQLITE_DONE)
            return true;

        refusal = $"{raw.sqlite3_errmsg(connection.Handle!).utf8_to_string()} (table {row.Table})";
        return IsRowsFault(code) ? false : throw new StoreException($"{Name}: {refusal}");
    }

    private bool TryPrepareInsert(SqliteConnection connection, StoredRow row, out SqliteInsert insert, out string? refusal)
    {
        refusal = null;
        if (_inserts.TryGetValue(row.Table, out insert!) && ReferenceEquals(insert.Layout, row.Layout))
            return true;

        insert?.Dispose();
        _inserts.Remove(row.Table);
        if (_inserts.Count >= MaxStatements)
            ForgetInserts();

        int[] places;
        try
        {
            // A table may be named per message (by day, by AVP), so it may have to be made now.
            places = new SqliteTables(connection, _options.AutoCreate, Name, Patterns).Prepare(row.Layout, row.Table);
        }
        catch (StoreException exception)
        {
            refusal = exception.Message;
            return false;
        }

        insert = SqliteInsert.Create(connection.Handle!, row.Layout, places, row.Table)
            ?? throw new StoreException($"{Name}: {raw.sqlite3_errmsg(connection.Handle!).utf8_to_string()}");
        _inserts[row.Table] = insert;
        return true;
    }

    private SqliteConnection Connect()
    {
        var path = _segments?.PathFor(_time.GetUtcNow().UtcDateTime) ?? _path;
        if (_connection is not null && path == _openPath)
            return _connection;

        Close();
        var previous = _segments?.Existing() is [.., var last] && last != path ? last : null;
        _connection = SqliteFiles.Open(path, _options);
        _openPath = path;
        SqlitePositions.Prepare(_connection, previous);
        return _connection;
    }

    private void Close()
    {
        ForgetInserts();
        _connection?.Dispose();
        _connection = null;
    }

    private void ForgetInserts()
    {
        foreach (var insert in _inserts.Values)
            insert.Dispose();

        _inserts.Clear();
    }

    // What the row itself is guilty of; everything else (locked, full, read-only, I/O) is the database's and may pass.
    private static bool IsRowsFault(int code) =>
        (code & 0xff) is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;
}
