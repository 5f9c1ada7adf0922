using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Textopsx;

/// <summary>An item of the list that a header is: <c>Name</c>, <c>Name[index]</c>, <c>Name[*]</c>, each with <c>.parameter</c>.</summary>
/// <param name="Name">Name of the header.</param>
/// <param name="Index">From 1, negative from the end; 0 = not written.</param>
/// <param name="IsAll">True for <c>[*]</c>.</param>
/// <param name="Parameter">Name of the parameter; empty = the item itself.</param>
internal sealed record HeaderPlace(byte[] Name, int Index, bool IsAll, byte[] Parameter) : IScriptArgument<HeaderPlace>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out HeaderPlace value, out string error)
    {
        value = null!;
        error = $"'{text}' is not header, header[index] or header[*], with or without .parameter";
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var parameter = dot < 0 ? string.Empty : text[(dot + 1)..];
        var item = dot < 0 ? text : text[..dot];
        var bracket = item.IndexOf('[', StringComparison.Ordinal);
        var name = Latin1.ToBytes(bracket < 0 ? item : item[..bracket]);
        if (!SipChars.IsHeaderName(name) || (dot >= 0 && !SipChars.IsToken(Latin1.ToBytes(parameter))) || !TryIndex(item, bracket, out var index, out var isAll))
            return false;

        value = new HeaderPlace(name, index, isAll, Latin1.ToBytes(parameter));
        error = string.Empty;
        return true;
    }

    private static bool TryIndex(string item, int bracket, out int index, out bool isAll)
    {
        (index, isAll) = (0, false);
        if (bracket < 0)
            return true;

        if (item[^1] != ']')
            return false;

        var inner = item[(bracket + 1)..^1];
        isAll = inner == "*";
        return isAll || (int.TryParse(inner, out index) && index != 0);
    }
}
