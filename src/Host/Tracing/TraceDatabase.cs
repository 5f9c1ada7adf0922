using System.Text;
using Microsoft.Data.Sqlite;

namespace Signalbox.Host.Tracing;

/// <summary>Reads the table <c>sip_trace</c> of a SQLite file, ours or the peer's.</summary>
internal sealed class TraceDatabase : IDisposable
{
    // The column holds a Julian day or a text; SQLite's own functions read both.
    private const string Seconds = "CAST(strftime('%s', time_stamp) AS INTEGER)";
    private readonly SqliteConnection _connection;

    /// <summary>Opens the file for reading.</summary>
    /// <exception cref="SqliteException">It is no database.</exception>
    public TraceDatabase(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        _connection = new SqliteConnection(settings.ToString());
        _connection.Open();
    }

    /// <summary>The newest calls, oldest of them first.</summary>
    public IReadOnlyList<TracedCall> Calls(int limit)
    {
        using var command = _connection.CreateCommand();
        command.CommandText =
            $"SELECT callid, {Seconds}, time_us, method, n, fromip FROM sip_trace JOIN " +
            "(SELECT min(id) AS first, count(*) AS n FROM sip_trace GROUP BY callid ORDER BY 1 DESC LIMIT $limit) ON id = first ORDER BY id";
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var calls = new List<TracedCall>();
        while (reader.Read())
            calls.Add(new TracedCall(Text(reader, 0), Time(reader, 1), Text(reader, 3), reader.GetInt64(4), Text(reader, 5)));

        return calls;
    }

    /// <summary>The messages of one call by time.</summary>
    public IReadOnlyList<TraceRow> Messages(string callId)
    {
        using var command = _connection.CreateCommand();
        command.CommandText =
            $"SELECT {Seconds}, time_us, method, status, fromip, toip, msg FROM sip_trace WHERE callid = $call AND ifnull(traced_user, '') = '' ORDER BY 1, 2, id";
        command.Parameters.AddWithValue("$call", callId);
        using var reader = command.ExecuteReader();
        var rows = new List<TraceRow>();
        while (reader.Read())
            rows.Add(new TraceRow(Time(reader, 0), Text(reader, 2), Text(reader, 3), Text(reader, 4), Text(reader, 5), Text(reader, 6)));

        return rows;
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private static DateTime Time(SqliteDataReader reader, int column) =>
        DateTime.UnixEpoch.AddSeconds(reader.GetInt64(column)).AddMicroseconds(reader.GetInt64(column + 1));

    private static string Text(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        DBNull => string.Empty,
        var other => other.ToString() ?? string.Empty,
    };
}
