using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>
/// Answers the SQL of scripts from one SQLite file. Each thread at work takes a connection of its own, so none waits for
/// another; there are as many as ever worked at once.
/// </summary>
internal sealed class SqliteDatabase(string path, SqliteStoreOptions options) : ISqlDatabase
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _isClosed;

    /// <inheritdoc />
    public string Name => $"sqlite://{path}";

    /// <inheritdoc />
    public void Open() => Return(Take());

    /// <inheritdoc />
    public SqlDialect Dialect => SqlDialect.Sqlite;

    /// <inheritdoc />
    public SqlRows Query(string sql, SqlLimit limit) => Use(connection => Run(connection.Handle!, sql, [], limit));

    /// <inheritdoc />
    public SqlRows Execute(SqlStatement statement, ReadOnlySpan<SqlValue> values, SqlLimit limit)
    {
        var kept = values.ToArray();
        return Use(connection => Run(connection.Handle!, statement.Text(Dialect), kept, limit));
    }

    /// <inheritdoc />
    public void ExecuteAll(IReadOnlyList<SqlCall> calls) => Use(connection =>
    {
        Run(connection.Handle!, "BEGIN IMMEDIATE", [], default);
        foreach (var call in calls)
            Run(connection.Handle!, call.Statement.Text(Dialect), call.Values, default);

        return Run(connection.Handle!, "COMMIT", [], default);
    });

    private SqlRows Use(Func<SqliteConnection, SqlRows> work)
    {
        var connection = Take();
        try
        {
            var rows = work(connection);
            if (raw.sqlite3_get_autocommit(connection.Handle!) == 0)
                throw new StoreException($"{Name}: a transaction cannot go over several calls; what was begun is rolled back");

            Return(connection);
            return rows;
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void WriteLiteral(ReadOnlySpan<byte> text, ByteWriter output)
    {
        output.Write((byte)'\'');
        while (text.IndexOf((byte)'\'') is var quote and >= 0)
        {
            output.Write(text[..quote]);
            output.Write("''"u8);
            text = text[(quote + 1)..];
        }

        output.Write(text);
        output.Write((byte)'\'');
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isClosed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }

    private SqlRows Run(sqlite3 database, string sql, SqlValue[] values, SqlLimit limit)
    {
        var code = raw.sqlite3_prepare_v2(database, Encoding.Latin1.GetBytes(sql), out var statement);
        using (statement)
        {
            if (code != raw.SQLITE_OK)
                throw new StoreException($"{Name}: {raw.sqlite3_errmsg(database).utf8_to_string()}");

            if (statement.IsInvalid)
                throw new StoreException($"{Name}: there is no statement in the text");

            for (var i = 0; i < values.Length; i++)
                SqliteBinding.Bind(statement, i + 1, values[i]);

            return new SqliteReader(database, statement, Name).Read(limit);
        }
    }

    private SqliteConnection Take()
    {
        if (_idle.TryTake(out var connection))
            return connection;

        try
        {
            return SqliteFiles.Open(path, options);
        }
        catch (SqliteException exception)
        {
            throw SqliteFiles.Unusable(Name, exception);
        }
    }

    private void Return(SqliteConnection connection)
    {
        if (_isClosed)
            connection.Dispose();
        else
            _idle.Add(connection);
    }
}
