using Microsoft.Extensions.Logging;
using Npgsql;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>
/// Writes rows with COPY in the binary format, a batch in one transaction. When the server refuses a batch because of
/// some of its rows, it is halved until only those are left out.
/// </summary>
internal sealed class PostgresRecordStore(string name, string connection, PostgresStoreOptions options, ILogger log) : IRecordStore
{
    // Tables can be named per message; a script that names thousands must not keep thousands of descriptions.
    private const int MaxTables = 256;
    private readonly Dictionary<(string Table, TableLayout Layout), CopyTable> _tables = [];
    private readonly Dictionary<(string Table, TableLayout Layout), List<StoredRow>> _groups = [];
    private readonly CopyBuffer _buffer = new();
    private PostgresSession? _session;
    private bool _hasPositions;
    private bool _isWarned;
    private int _failed;
    private string? _error;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public DatedPatterns Patterns { get; } = new();

    /// <inheritdoc />
    public void Prepare(TableLayout layout, string table) => Use(session =>
    {
        TableOf(session, layout, table);
        return default;
    });

    /// <inheritdoc />
    public BatchResult Write(ReadOnlySpan<StoredRow> rows, in BatchId id)
    {
        Group(rows);
        var count = rows.Length;
        var named = id;
        return Use(session => Write(session, named, count));
    }

    /// <inheritdoc />
    public void Maintain(DateTime utcNow) => Use(session =>
    {
        foreach (var table in _tables.Values)
        {
            if (table is { IsPartitioned: true, Layout.TimeColumn: >= 0 })
                new PostgresPartitions(session, options, log).Maintain(table, utcNow);
        }

        if (DatedRetention.DropOld(new PostgresDatedTables(session), options.DaysKept, options.BytesKept, utcNow, log))
            _tables.Clear();

        if (_hasPositions)
            session.Run(BatchPositions.Forget(utcNow));

        return default;
    });

    /// <inheritdoc />
    public void Dispose() => Close();

    private BatchResult Write(PostgresSession session, in BatchId id, int count)
    {
        try
        {
            return Write(session, id, count, isCareful: false);
        }
        catch (PostgresException exception) when (PostgresSession.IsRowsFault(exception))
        {
            // A table may have been changed; what is left then is the rows' fault.
            _tables.Clear();
            return Write(session, id, count, isCareful: true);
        }
    }

    private BatchResult Write(PostgresSession session, in BatchId id, int count, bool isCareful)
    {
        _failed = 0;
        _error = null;
        var tables = FindTables(session);
        using var transaction = session.Begin();
        if (_hasPositions && session.Run(BatchPositions.MoveUp(id, DateTime.UtcNow)) == 0)
        {
            transaction.Rollback();
            return new BatchResult(0, 0, null, WasThere: true);
        }

        foreach (var (table, rows) in tables)
            Copy(session, table, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows), isCareful);

        transaction.Commit();
        return new BatchResult(count - _failed, _failed, _error);
    }

    private List<(CopyTable Table, List<StoredRow> Rows)> FindTables(PostgresSession session)
    {
        var found = new List<(CopyTable, List<StoredRow>)>(_groups.Count);
        foreach (var ((table, layout), rows) in _groups)
        {
            if (rows.Count == 0)
                continue;

            try
            {
                found.Add((TableOf(session, layout, table), rows));
            }
            catch (StoreException exception)
            {
                Refuse(rows.Count, exception.Message);
            }
        }

        return found;
    }

    private void Copy(PostgresSession session, CopyTable table, ReadOnlySpan<StoredRow> rows, bool isCareful)
    {
        var refused = 0;
        _buffer.Start();
        foreach (var row in rows)
        {
            if (table.Append(row, _buffer) is { } error)
            {
                refused++;
                _error ??= error;
            }
        }

        _buffer.WriteCount(-1);
        if (!isCareful || TryCopy(session, table, out var refusal))
        {
            if (!isCareful)
                session.Copy(table.Sql, _buffer);

            _failed += refused;
            return;
        }

        if (rows.Length == 1)
        {
            Refuse(1, $"{refusal} (table {table.Name})");
            return;
        }

        Copy(session, table, rows[..(rows.Length / 2)], isCareful);
        Copy(session, table, rows[(rows.Length / 2)..], isCareful);
    }

    private bool TryCopy(PostgresSession session, CopyTable table, out string? refusal)
    {
        session.Run("SAVEPOINT rows");
        try
        {
            session.Copy(table.Sql, _buffer);
            session.Run("RELEASE SAVEPOINT rows");
            refusal = null;
            return true;
        }
        catch (PostgresException exception) when (PostgresSession.IsRowsFault(exception))
        {
            session.Run("ROLLBACK TO SAVEPOINT rows");
            refusal = exception.MessageText;
            return false;
        }
    }

    private void Refuse(int count, string error)
    {
        _failed += count;
        _error ??= error;
    }

    private void Group(ReadOnlySpan<StoredRow> rows)
    {
        if (_groups.Count > MaxTables)
            _groups.Clear();

        foreach (var group in _groups.Values)
            group.Clear();

        foreach (var row in rows)
        {
            if (!_groups.TryGetValue((row.Table, row.Layout), out var group))
                _groups.Add((row.Table, row.Layout), group = []);

            group.Add(row);
        }
    }

    private CopyTable TableOf(PostgresSession session, TableLayout layout, string table)
    {
        if (_tables.TryGetValue((table, layout), out var known))
            return known;

        if (_tables.Count >= MaxTables)
            _tables.Clear();

        var found = new PostgresTables(session, options, name, Patterns).Find(layout, table);
        if (found is { IsPartitioned: true, Layout.TimeColumn: >= 0 })
            new PostgresPartitions(session, options, log).Maintain(found, DateTime.UtcNow);
        else if (options.DaysKept > 0 && layout.TimeColumn >= 0 && Patterns.Find(table) is null)
            log.LogWarning("table {Table} in {Store} has no partitions, retention_days does nothing there", table, name);

        _tables.Add((table, layout), found);
        return found;
    }

    private BatchResult Use(Func<PostgresSession, BatchResult> work)
    {
        try
        {
            _session ??= Open();
            return work(_session);
        }
        catch (Exception exception) when (PostgresSession.IsExpected(exception))
        {
            Close();
            throw PostgresSession.Unusable(name, exception);
        }
    }

    private PostgresSession Open()
    {
        var session = new PostgresSession(connection);
        try
        {
            _hasPositions = session.Value("SELECT to_regclass($1)::text", BatchPositions.Table) is not null || TryMakePositions(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private bool TryMakePositions(PostgresSession session)
    {
        try
        {
            session.Run(BatchPositions.Create);
            return true;
        }
        catch (PostgresException exception) when (PostgresSession.IsRowsFault(exception))
        {
            if (!_isWarned)
                log.LogWarning("cannot make the table {Table} in {Store}, rows may be stored twice when a connection is lost: {Error}", BatchPositions.Table, name, exception.MessageText);

            _isWarned = true;
            return false;
        }
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }
}
