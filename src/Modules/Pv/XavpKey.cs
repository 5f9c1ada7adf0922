using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>The inner name <c>root</c>, <c>root=>key</c>, <c>root[i]=>key[j]</c> in parts.</summary>
/// <param name="Root">Name of the root.</param>
/// <param name="RootIndex">Which root of that name, 0 = newest.</param>
/// <param name="Key">Name of the field; null for the root itself.</param>
/// <param name="KeyIndex">Which field of that name, 0 = newest.</param>
internal sealed record XavpKey(string Root, VariableIndex RootIndex, string? Key, VariableIndex KeyIndex)
{
    /// <summary>What a wrong text is answered with.</summary>
    public const string Expected = "expected name, name=>field or name[index]=>field[index]";

    /// <summary>Reads the text; null when it is none.</summary>
    public static XavpKey? Parse(string text)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        if (!TrySplit(arrow < 0 ? text : text[..arrow], out var root, out var rootIndex))
            return null;

        if (arrow < 0)
            return new XavpKey(root, rootIndex, null, VariableIndex.None);

        return TrySplit(text[(arrow + 2)..], out var key, out var keyIndex) ? new XavpKey(root, rootIndex, key, keyIndex) : null;
    }

    /// <summary>The name with the values of variables as indices; null when one is no number.</summary>
    /// <param name="context">The message.</param>
    /// <param name="root">Index of the root; null keeps the constant.</param>
    /// <param name="key">Index of the field; null keeps the constant.</param>
    public XavpKey? With(RoutingContext context, VariableReference? root, VariableReference? key) =>
        TryRead(context, root, RootIndex, out var rootIndex) && TryRead(context, key, KeyIndex, out var keyIndex)
            ? this with { RootIndex = rootIndex, KeyIndex = keyIndex }
            : null;

    private static bool TryRead(RoutingContext context, VariableReference? variable, VariableIndex constant, out VariableIndex index)
    {
        index = constant;
        if (variable is null)
            return true;

        var value = variable.Read(context);
        if (!value.IsInteger)
            return false;

        index = VariableIndex.Of((int)Math.Clamp(value.ToInteger(), int.MinValue, int.MaxValue));
        return true;
    }

    private static bool TrySplit(string text, out string name, out VariableIndex index)
    {
        index = VariableIndex.None;
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        name = (bracket < 0 ? text : text[..bracket]).Trim();
        if (bracket < 0)
            return name.Length > 0;

        var inner = text.AsSpan(bracket + 1).TrimEnd();
        if (inner.Length < 2 || inner[^1] != ']')
            return false;

        inner = inner[..^1].Trim();
        if (inner is "*")
        {
            index = VariableIndex.All;
            return name.Length > 0;
        }

        if (!IntegerText.TryParse(inner, out var number) || number is < int.MinValue or > int.MaxValue)
            return false;

        index = VariableIndex.Of((int)number);
        return name.Length > 0;
    }
}
