using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using MySql.Data.MySqlClient;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>
/// Writes rows with INSERTs of many rows, a batch in one transaction. When the server refuses one because of some of its
/// rows, it is halved until only those are left out.
/// </summary>
internal sealed class MySqlRecordStore(string name, string connection, MySqlStoreOptions options, ILogger log) : IRecordStore
{
    private const int MaxTables = 256;

    // A statement must stay below the server's max_allowed_packet, 16 MiB by default and 1 MiB in old ones.
    private const int MaxStatementChars = 512 * 1024;
    private readonly Dictionary<(string Table, TableLayout Layout), MySqlTable> _tables = [];
    private readonly StringBuilder _text = new();
    private MySqlConnection? _connection;
    private MySqlTransaction? _transaction;
    private bool _hasPositions;
    private int _failed;
    private string? _error;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public DatedPatterns Patterns { get; } = new();

    /// <inheritdoc />
    public void Prepare(TableLayout layout, string table) => Use(() =>
    {
        TableOf(layout, table);
        return default;
    });

    /// <inheritdoc />
    public BatchResult Write(ReadOnlySpan<StoredRow> rows, in BatchId id)
    {
        var all = rows.ToArray();
        var named = id;
        return Use(() => WriteAll(all, named));
    }

    /// <inheritdoc />
    public void Maintain(DateTime utcNow) => Use(() =>
    {
        if (DatedRetention.DropOld(new MySqlDatedTables(_connection!), options.DaysKept, options.BytesKept, utcNow, log))
            _tables.Clear();

        if (_hasPositions)
            Run(BatchPositions.Forget(utcNow));

        return default;
    });

    /// <inheritdoc />
    public void Dispose() => Close();

    private BatchResult WriteAll(StoredRow[] rows, in BatchId id)
    {
        _failed = 0;
        _error = null;
        foreach (var group in rows.GroupBy(static row => (row.Table, row.Layout)))
            TryFindTable(group.Key.Layout, group.Key.Table, group.Count());

        using var transaction = _connection!.BeginTransaction();
        _transaction = transaction;
        try
        {
            if (_hasPositions && !TryMoveUp(id))
                return new BatchResult(0, 0, null, WasThere: true);

            InsertAll(rows);
            transaction.Commit();
            return new BatchResult(rows.Length - _failed, _failed, _error);
        }
        finally
        {
            _transaction = null;
        }
    }

    private void InsertAll(StoredRow[] rows)
    {
        foreach (var group in rows.GroupBy(static row => (row.Table, row.Layout)))
        {
            if (_tables.TryGetValue(group.Key, out var table))
                Insert(table, [.. group]);
        }
    }

    // The lock of FOR UPDATE keeps us waiting for an earlier try that the server may still be busy with.
    private bool TryMoveUp(in BatchId id)
    {
        var changed = BatchPositions.Seconds(DateTime.UtcNow);
        Run($"INSERT IGNORE INTO {BatchPositions.Table} (writer, sequence, changed) VALUES ('{id.Writer}', 0, 0)");
        var found = Convert.ToInt64(Value($"SELECT sequence FROM {BatchPositions.Table} WHERE writer = '{id.Writer}' FOR UPDATE"), CultureInfo.InvariantCulture);
        if (found >= id.Sequence)
            return false;

        Run(string.Create(CultureInfo.InvariantCulture, $"UPDATE {BatchPositions.Table} SET sequence = {id.Sequence}, changed = {changed} WHERE writer = '{id.Writer}'"));
        return true;
    }

    private void Insert(MySqlTable table, ReadOnlySpan<StoredRow> rows)
    {
        var done = 0;
        while (done < rows.Length)
        {
            var count = 0;
            _text.Clear().Append(table.Head);
            do
            {
                table.Append(rows[done + count], _text, isFirst: count == 0);
                count++;
            }
            while (done + count < rows.Length && _text.Length < MaxStatementChars);

            Insert(table, rows.Slice(done, count), _text.ToString());
            done += count;
        }
    }

    private void Insert(MySqlTable table, ReadOnlySpan<StoredRow> rows, string sql)
    {
        try
        {
            Run(sql);
        }
        catch (MySqlException exception) when (IsRowsFault(exception))
        {
            if (rows.Length == 1)
            {
                Refuse(1, $"{exception.Message} (table {table.Name})");
                return;
            }

            Insert(table, rows[..(rows.Length / 2)]);
            Insert(table, rows[(rows.Length / 2)..]);
        }
    }

    private void TryFindTable(TableLayout layout, string table, int count)
    {
        try
        {
            TableOf(layout, table);
        }
        catch (StoreException exception)
        {
            Refuse(count, exception.Message);
        }
    }

    private MySqlTable TableOf(TableLayout layout, string table)
    {
        if (_tables.TryGetValue((table, layout), out var known))
            return known;

        if (_tables.Count >= MaxTables)
            _tables.Clear();

        return _tables[(table, layout)] = new MySqlTables(_connection!, options.AutoCreate, name, Patterns).Find(layout, table);
    }

    private void Refuse(int count, string error)
    {
        _failed += count;
        _error ??= error;
    }

    private int Run(string sql)
    {
        using var command = new MySqlCommand(sql, _connection, _transaction);
        return command.ExecuteNonQuery();
    }

    private object Value(string sql)
    {
        using var command = new MySqlCommand(sql, _connection, _transaction);
        return command.ExecuteScalar();
    }

    private BatchResult Use(Func<BatchResult> work)
    {
        try
        {
            _connection ??= Open();
            return work();
        }
        catch (Exception exception) when (exception is MySqlException or TimeoutException or IOException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            Close();
            throw new StoreException($"cannot use {name}: {exception.Message.ReplaceLineEndings(" ")}", exception) { IsAway = exception is not MySqlException refused || !IsRowsFault(refused) };
        }
    }

    private MySqlConnection Open()
    {
        var opened = new MySqlConnection(connection);
        try
        {
            opened.Open();
            _connection = opened;
            _hasPositions = TryMakePositions();
            return opened;
        }
        catch
        {
            _connection = null;
            opened.Dispose();
            throw;
        }
    }

    private bool TryMakePositions()
    {
        try
        {
            Run(BatchPositions.Create + " ENGINE=InnoDB");
            return true;
        }
        catch (MySqlException exception) when (IsRowsFault(exception))
        {
            log.LogWarning("cannot make the table {Table} in {Store}, rows may be stored twice when a connection is lost: {Error}", BatchPositions.Table, name, exception.Message);
            return false;
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    // Data that does not fit, constraints, names that do not exist, rights that are missing.
    private static bool IsRowsFault(MySqlException exception) => (MySqlErrorCode)exception.Number is
        MySqlErrorCode.DataTooLong or MySqlErrorCode.DuplicateKeyEntry or MySqlErrorCode.BadFieldError or MySqlErrorCode.UnknownTable or MySqlErrorCode.NoSuchTable
        or MySqlErrorCode.ColumnCannotBeNull or MySqlErrorCode.WarningDataOutOfRange or MySqlErrorCode.TruncatedWrongValueForField or MySqlErrorCode.TableAccessDenied
        or MySqlErrorCode.ParseError or MySqlErrorCode.WrongValueCountOnRow;
}
