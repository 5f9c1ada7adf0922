using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Htable;

/// <summary>What stands in <c>$sht(table=>key)</c> when it is constant.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Key">Key, or the expression of <c>$shtcn</c> and <c>$shtcv</c>.</param>
internal sealed record HtableKey(string Table, string Key)
{
    /// <summary>Takes a constant inner name apart, when the configuration loads.</summary>
    public static object? Parse(string inner, out string? error)
    {
        error = null;
        if (TrySplit(inner, out var table, out var key))
            return new HtableKey(table.ToString(), key.ToString());

        error = $"'{inner}' is no table=>key";
        return null;
    }

    /// <summary>The two parts of a variable's inner name, without a copy.</summary>
    public static bool TryRead(in VariableKey inner, out ReadOnlySpan<char> table, out ReadOnlySpan<char> key)
    {
        if (inner.Parsed is not HtableKey parsed)
            return TrySplit(inner.Name, out table, out key);

        table = parsed.Table;
        key = parsed.Key;
        return true;
    }

    /// <summary>Splits <c>table=>key</c>; the table is trimmed, the key is taken as it stands.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> table, out ReadOnlySpan<char> key)
    {
        table = key = default;
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        if (arrow <= 0)
            return false;

        table = text[..arrow].Trim();
        key = text[(arrow + 2)..];
        return !table.IsEmpty;
    }
}
