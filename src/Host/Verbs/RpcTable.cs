using Signalbox.Engine.Control;

namespace Signalbox.Host.Verbs;

/// <summary>Prints rows that have the same members as a table.</summary>
internal static class RpcTable
{
    private const string Gap = "  ";

    /// <summary>True when the rows have the same members and all of those are plain values.</summary>
    public static bool Fits(IReadOnlyList<RpcValue> rows)
    {
        if (rows.Count == 0 || rows[0].Members.Count < 2)
            return false;

        var names = Names(rows[0]);
        return rows.All(row => row.Kind == RpcKind.Struct && row.Members.All(static member => !member.Value.HasMembers) && names.SequenceEqual(Names(row), StringComparer.Ordinal));
    }

    /// <summary>Prints the names, then one line a row; numbers stand at the right of their column.</summary>
    public static void Write(IReadOnlyList<RpcValue> rows, TextWriter output)
    {
        var names = Names(rows[0]).ToArray();
        var widths = new int[names.Length];
        var isNumber = new bool[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var column = i;
            widths[i] = Math.Max(names[i].Length, rows.Max(row => Cell(row, column).Length));
            isNumber[i] = rows.All(row => row.Members[column].Value.Kind is RpcKind.Integer or RpcKind.Double);
        }

        Print(names, widths, isNumber, output);
        foreach (var row in rows)
            Print([.. names.Select((_, column) => Cell(row, column))], widths, isNumber, output);
    }

    private static IEnumerable<string> Names(RpcValue row) => row.Members.Select(static member => member.Name);

    // A line end in a cell would tear the table.
    private static string Cell(RpcValue row, int column) => row.Members[column].Value.ToText().Replace("\r", string.Empty, StringComparison.Ordinal).Replace('\n', ' ').TrimEnd();

    private static void Print(string[] cells, int[] widths, bool[] isNumber, TextWriter output)
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i] = isNumber[i] ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]);

        output.WriteLine(string.Join(Gap, cells).TrimEnd());
    }
}
