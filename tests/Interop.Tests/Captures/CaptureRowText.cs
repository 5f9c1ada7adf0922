using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>
/// One row as text: columns in order of name, no row id, empty for null; the time is masked where no HEP packet gave it. The peer writes
/// a zero octet over the colon of X-OIP, in the message and in the column; here the colon stays (docs/differences.md).
/// </summary>
internal static class CaptureRowText
{
    /// <summary>A line of a recorded file.</summary>
    public static string OfRecorded(string json)
    {
        var row = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in JsonDocument.Parse(json).RootElement.EnumerateObject())
            row[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.ToString();

        row["originator_ip"] = row.GetValueOrDefault("originator_ip", string.Empty).Split('\0')[0];
        row["msg"] = row["msg"].Replace('\0', ':');
        return Describe(row);
    }

    /// <summary>All rows of a table; none when there is no such table.</summary>
    public static List<string> Stored(string database, string table)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = $table";
        command.Parameters.AddWithValue("$table", table);
        if ((long)command.ExecuteScalar()! == 0)
            return [];

        command.CommandText = $"SELECT * FROM {table} ORDER BY id";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var row = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
                row[reader.GetName(i)] = Text(reader.GetValue(i));

            rows.Add(Describe(row));
        }

        return rows;
    }

    private static string Describe(SortedDictionary<string, string> row)
    {
        // The peer's dates lack the half second of a Julian day.
        row.Remove("id");
        if (!row["micro_ts"].StartsWith("1700000000", StringComparison.Ordinal))
            row["micro_ts"] = row["date"] = "NOW";
        else
            row["date"] = double.Parse(row["date"], CultureInfo.InvariantCulture).ToString("F4", CultureInfo.InvariantCulture);

        return string.Join('\n', row.Where(static cell => cell.Value.Length > 0).Select(static cell => $"{cell.Key}={cell.Value}"));
    }

    private static string Text(object value) => value switch
    {
        DBNull => string.Empty,
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
