using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Rows of the trace table, recorded and stored, as masked and sorted text.</summary>
internal static class GoldenRows
{
    private static readonly string[] Columns =
        ["callid", "traced_user", "msg", "method", "status", "fromip", "toip", "fromtag", "totag", "direction"];

    /// <summary>The rows of a file of the recording.</summary>
    public static List<string> Recorded(string path) => FromJson(File.ReadLines(path));

    /// <summary>Rows that are one JSON object a line.</summary>
    public static List<string> FromJson(IEnumerable<string> lines)
    {
        var rows = new List<string>();
        foreach (var line in lines.Where(static line => line.Length > 0))
        {
            var row = JsonDocument.Parse(line).RootElement;
            rows.Add(Row(column => Text(row.GetProperty(Columns[column]).GetString() ?? string.Empty)));
        }

        return Sorted(rows);
    }

    /// <summary>The rows of a table in a SQLite file.</summary>
    public static List<string> Stored(string database, string table)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {string.Join(',', Columns)} from {table} order by id";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Row(column => reader.GetValue(column) switch { byte[] bytes => Encoding.Latin1.GetString(bytes), string text => text, _ => string.Empty }));

        return Sorted(rows);
    }

    /// <summary>The order of rows that several workers write at the same moment is not fixed, their content is.</summary>
    public static List<string> Sorted(IEnumerable<string> items) => [.. items.Order(StringComparer.Ordinal)];

    // The peer writes bytes into text columns of PostgreSQL, where they become hexadecimal digits: docs/differences.md.
    private static string Text(string value) => value.StartsWith("\\x", StringComparison.Ordinal) ? Encoding.Latin1.GetString(Convert.FromHexString(value[2..])) : value;

    private static string Row(Func<int, string> value) => string.Join('|', Columns.Select((_, index) => VaryingText.Mask(value(index))));
}
