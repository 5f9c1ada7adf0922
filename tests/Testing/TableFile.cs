using System.Text;
using Xunit;

namespace Signalbox.Testing;

/// <summary>Reads tables of cases: one header line, cells separated by tabs, <c>\n \t \r \\</c> as escapes, # for comments.</summary>
public static class TableFile
{
    /// <summary>All rows, as theory data. The path is relative to the test's output folder.</summary>
    public static TheoryData<TableRow> Read(string path)
    {
        var data = new TheoryData<TableRow>();
        foreach (var row in Rows(path))
            data.Add(row);

        return data;
    }

    /// <summary>All rows.</summary>
    public static IReadOnlyList<TableRow> Rows(string path)
    {
        var rows = new List<TableRow>();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, path), Encoding.Latin1);
        var columns = lines[0].Split('\t');
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
                continue;

            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            var parts = lines[i].Split('\t');
            for (var j = 0; j < Math.Min(parts.Length, columns.Length); j++)
                cells[columns[j]] = Unescape(parts[j]);

            rows.Add(new TableRow(path, i + 1, cells));
        }

        return rows;
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;

        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                builder.Append(text[i]);
                continue;
            }

            i++;
            _ = text[i] switch
            {
                'n' => builder.Append('\n'),
                't' => builder.Append('\t'),
                'r' => builder.Append('\r'),
                '\\' => builder.Append('\\'),
                _ => builder.Append('\\').Append(text[i]),
            };
        }

        return builder.ToString();
    }
}
