namespace Signalbox.Modules.Ipops;

/// <summary>What a look-up variable shows.</summary>
/// <param name="Id">Container that the query named.</param>
/// <param name="Field">count, or the name of a field.</param>
/// <param name="Index">Number of the record, below 0 from the end.</param>
internal sealed record LookupField(string Id, string Field, int Index)
{
    /// <summary>The field that tells how many records there are.</summary>
    public const string Count = "count";

    /// <summary>Reads <c>id=>field[index]</c> or <c>id=>count</c>.</summary>
    /// <param name="inner">What stands in parentheses.</param>
    /// <param name="indexed">Fields of a record, with blanks between them.</param>
    /// <param name="plain">Fields without an index, with blanks between them.</param>
    /// <param name="error">What was expected.</param>
    public static LookupField? Parse(string inner, string indexed, string plain, out string? error)
    {
        error = $"'{inner}' is no id=>field; expected id=>{Count} or id=>field[index] with one of: {indexed}";
        var arrow = inner.IndexOf("=>", StringComparison.Ordinal);
        if (arrow <= 0)
            return null;

        var id = inner[..arrow].Trim();
        var field = inner[(arrow + 2)..].Trim();
        var index = 0;
        if (field.IndexOf('[', StringComparison.Ordinal) is var open and > 0)
        {
            if (field[^1] != ']' || !int.TryParse(field.AsSpan(open + 1, field.Length - open - 2), out index))
                return null;

            field = field[..open];
            plain = string.Empty;
        }
        else
        {
            indexed = string.Empty;
        }

        if (field != Count && !Has(indexed, field) && !Has(plain, field))
            return null;

        error = null;
        return new LookupField(id, field, index);
    }

    private static bool Has(string names, string name) => Array.IndexOf(names.Split(' '), name) >= 0 && name.Length > 0;
}
