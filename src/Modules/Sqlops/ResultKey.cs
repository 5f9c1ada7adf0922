using System.Globalization;

namespace Signalbox.Modules.Sqlops;

/// <summary>The inner name of <c>$dbr</c> in parts.</summary>
/// <param name="Result">Name of the result.</param>
/// <param name="Kind">What of it.</param>
/// <param name="Row">Row of a value.</param>
/// <param name="Column">Column of a value or name.</param>
internal sealed record ResultKey(string Result, ResultPartKind Kind, int Row = 0, int Column = 0)
{
    /// <summary>What a wrong text is answered with.</summary>
    public const string Expected = "expected result=>rows, result=>cols, result=>[row,column] or result=>colname[column]";

    private const string ColumnNamePrefix = "colname[";

    /// <summary>Reads the text; null when it is none.</summary>
    public static ResultKey? Parse(string text)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        if (arrow < 0)
            return null;

        var name = text[..arrow].Trim();
        var part = text.AsSpan(arrow + 2).Trim();
        if (name.Length == 0)
            return null;

        if (part is "rows")
            return new ResultKey(name, ResultPartKind.Rows);

        if (part is "cols")
            return new ResultKey(name, ResultPartKind.Columns);

        if (!part.EndsWith("]"))
            return null;

        return part.StartsWith(ColumnNamePrefix)
            ? TryNumber(part[ColumnNamePrefix.Length..^1], out var column) ? new ResultKey(name, ResultPartKind.ColumnName, 0, column) : null
            : ParseValue(name, part);
    }

    private static ResultKey? ParseValue(string name, ReadOnlySpan<char> part)
    {
        var comma = part.IndexOf(',');
        return part[0] == '[' && comma > 0 && TryNumber(part[1..comma], out var row) && TryNumber(part[(comma + 1)..^1], out var column)
            ? new ResultKey(name, ResultPartKind.Value, row, column)
            : null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
