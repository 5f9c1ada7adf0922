using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <summary>What <c>$cnt(…)</c> counts: the values of an AVP, the roots or fields of a structured value.</summary>
/// <param name="Slot">Store of the structured value; null for an AVP.</param>
/// <param name="Avp">Name of the AVP; empty for a structured value.</param>
/// <param name="Key">Root and field.</param>
internal sealed record CountedName(ItemSlot<XavpStore>? Slot, string Avp, XavpKey? Key)
{
    /// <summary>Reads <c>$avp(name)</c>, <c>$xavp(root)</c>, <c>$xavp(root=>field)</c> and the same of xavi and xavu; null for anything else.</summary>
    public static CountedName? Parse(string text, ItemSlot<XavpStore> xavp, ItemSlot<XavpStore> xavi, ItemSlot<XavpStore> xavu)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 3 || trimmed[0] != '$')
            return null;

        if (AvpNames.OfVariable(trimmed) is { } avp)
            return new CountedName(null, avp, null);

        var body = trimmed[1] == '(' && trimmed[^1] == ')' ? trimmed[2..^1] : trimmed[1..];
        if (body.Length < 7 || body[4] != '(' || body[^1] != ')' || XavpKey.Parse(body[5..^1]) is not { } key)
            return null;

        return body[..4] switch
        {
            "xavp" => new CountedName(xavp, string.Empty, key),
            "xavi" => new CountedName(xavi, string.Empty, key),
            "xavu" => new CountedName(xavu, string.Empty, key),
            _ => null,
        };
    }
}
