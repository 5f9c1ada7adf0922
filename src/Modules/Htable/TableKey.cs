namespace Signalbox.Modules.Htable;

/// <summary>The inner name <c>table=>key</c> in two parts.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Key">Key, or the test of $shtcn and $shtcv.</param>
internal sealed record TableKey(string Table, string Key)
{
    /// <summary>Reads <c>table=>key</c>; null when the arrow is missing.</summary>
    public static TableKey? Parse(string text)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        return arrow <= 0 ? null : new TableKey(text[..arrow].Trim(), text[(arrow + 2)..]);
    }
}
