using Npgsql;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>One open connection, and SQL on it.</summary>
internal sealed class PostgresSession : IDisposable
{
    private const string AwayClasses = "08 53 57 58";
    private readonly NpgsqlConnection _connection;

    /// <summary>Opens a connection of its own.</summary>
    /// <exception cref="NpgsqlException">It cannot be opened.</exception>
    public PostgresSession(string connection)
    {
        _connection = new NpgsqlConnection(connection);
        try
        {
            _connection.Open();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>True for what drivers and sockets throw.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is NpgsqlException or TimeoutException or IOException or InvalidOperationException or OperationCanceledException or System.Net.Sockets.SocketException;

    /// <summary>True for an error that the rows are guilty of: another try gives it again.</summary>
    public static bool IsRowsFault(PostgresException exception) => exception.SqlState[..2] is "22" or "23" or "42" or "0A" or "54";

    /// <summary>The driver's error in words for the operator.</summary>
    public static StoreException Unusable(string name, Exception exception)
    {
        var isAway = exception is not PostgresException refused || AwayClasses.Contains(refused.SqlState[..2], StringComparison.Ordinal);
        var reason = exception.InnerException is System.Net.Sockets.SocketException socket ? socket.Message : exception.Message;
        return new StoreException($"cannot use {name}: {reason.ReplaceLineEndings(" ")}", exception) { IsAway = isAway };
    }

    /// <summary>Begins a transaction, which is rolled back when the session is disposed of.</summary>
    public NpgsqlTransaction Begin() => _connection.BeginTransaction();

    /// <summary>Runs a statement.</summary>
    /// <returns>The rows that it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null when there is none.</summary>
    public object? Value(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } found and not DBNull ? found : null;
    }

    /// <summary>All rows of a query.</summary>
    public List<object[]> Rows(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Sends rows in the binary format.</summary>
    public void Copy(string sql, CopyBuffer buffer)
    {
        using var stream = _connection.BeginRawBinaryCopy(sql);
        stream.Write(buffer.Written);
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private NpgsqlCommand Command(string sql, ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });

        return command;
    }
}
