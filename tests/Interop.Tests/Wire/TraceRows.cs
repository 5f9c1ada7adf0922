using System.Text;
using Microsoft.Data.Sqlite;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>Rows of the table sip_trace as messages, in the order of their times.</summary>
internal static class TraceRows
{
    public static List<WireMessage> Read(string database)
    {
        var messages = new List<WireMessage>();
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT fromip, toip, msg FROM sip_trace ORDER BY cast(round((time_stamp - 2440587.5) * 86400) AS INTEGER), time_us, id";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var from = reader.GetString(0).Split(':', 2);
            var bytes = reader.GetValue(2) is byte[] blob ? blob : Encoding.Latin1.GetBytes(reader.GetString(2));
            messages.Add(new WireMessage(from[1], reader.GetString(1).Split(':', 2)[1], Number(from[0]), bytes));
        }

        return messages;
    }

    /// <summary>Rows that are marked as repetitions.</summary>
    public static int CountMarked(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sip_trace WHERE mark = 'retransmission'";
        return (int)(long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static int Number(string transport) => transport switch { "udp" => WireMessage.Udp, "tcp" => WireMessage.Tcp, _ => WireMessage.Wrapped };
}
