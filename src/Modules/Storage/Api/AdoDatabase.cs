using System.Data;
using System.Data.Common;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// A database server behind an ADO.NET driver. The driver keeps open connections; one that the server has closed
/// meanwhile is noticed at its next use, and the statement is tried again on a new one.
/// </summary>
internal abstract class AdoDatabase(string name, SqlDialect dialect, int retries) : ISqlDatabase
{
    /// <summary>Called for every statement and connection that failed.</summary>
    public Action? Failed { get; init; }

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public SqlDialect Dialect => dialect;

    /// <inheritdoc />
    public void Open() => Use(static _ => SqlRows.None);

    /// <inheritdoc />
    public abstract void WriteLiteral(ReadOnlySpan<byte> text, ByteWriter output);

    /// <inheritdoc />
    public SqlRows Query(string sql, SqlLimit limit) => Use(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = StoredText.ToDriver(sql);
        return Read(command, limit);
    });

    /// <inheritdoc />
    public SqlRows Execute(SqlStatement statement, ReadOnlySpan<SqlValue> values, SqlLimit limit)
    {
        var kept = values.ToArray();
        return Use(connection =>
        {
            using var command = Prepare(connection, statement, kept);
            return Read(command, limit);
        });
    }

    /// <inheritdoc />
    public void ExecuteAll(IReadOnlyList<SqlCall> calls) => Use(connection =>
    {
        using var transaction = connection.BeginTransaction();
        foreach (var call in calls)
        {
            using var command = Prepare(connection, call.Statement, call.Values);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return SqlRows.None;
    });

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>A connection that is not open.</summary>
    protected abstract DbConnection Create();

    /// <summary>Gives a parameter its value, in the form that the driver wants.</summary>
    protected virtual void Bind(DbParameter parameter, in SqlValue value) => parameter.Value = value.Kind switch
    {
        SqlValueKind.Null => DBNull.Value,
        SqlValueKind.Integer => value.Number,
        SqlValueKind.Real => value.Real,
        SqlValueKind.Timestamp => DateTime.SpecifyKind(DateTimeOffset.FromUnixTimeSeconds(value.Number).LocalDateTime, DateTimeKind.Unspecified),
        _ => StoredText.ToDriver(value.Text!),
    };

    private DbCommand Prepare(DbConnection connection, SqlStatement statement, SqlValue[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Text(dialect);
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = dialect.Parameter(i + 1);
            Bind(parameter, values[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static SqlRows Read(DbCommand command, SqlLimit limit)
    {
        using var reader = command.ExecuteReader(CommandBehavior.SingleResult);
        return AdoReader.Read(reader, limit);
    }

    private SqlRows Use(Func<DbConnection, SqlRows> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var connection = Create();
            var wasOpen = false;
            try
            {
                connection.Open();
                wasOpen = true;
                return work(connection);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException or IOException or InvalidOperationException)
            {
                Failed?.Invoke();
                var isLost = wasOpen && connection.State != ConnectionState.Open;
                if (!isLost || attempt >= retries)
                    throw new StoreException($"{(wasOpen ? string.Empty : "cannot use ")}{name}: {Reason(exception)}", exception);
            }
        }
    }

    private static string Reason(Exception exception)
    {
        var inner = exception.InnerException is System.Net.Sockets.SocketException socket ? socket.Message : exception.Message;
        return inner.ReplaceLineEndings(" ");
    }
}
