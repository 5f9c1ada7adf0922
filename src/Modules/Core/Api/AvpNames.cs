using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Names of AVPs as scripts write them, and as the store keeps them.</summary>
internal static class AvpNames
{
    /// <summary>What stands in <c>$avp(…)</c>: <c>name</c>, <c>s:name</c>, <c>i:number</c>. Null with the reason when it is none of them.</summary>
    public static string? Parse(string inner, out string? error)
    {
        error = null;
        if (inner.StartsWith("s:", StringComparison.Ordinal) && inner.Length > 2)
            return inner[2..];

        if (inner.StartsWith("i:", StringComparison.Ordinal) && IntegerText.TryParse(inner.AsSpan(2), out _))
            return inner;

        if (inner.Length > 0 && inner.IndexOf(':', StringComparison.Ordinal) < 0 && inner.IndexOf('.', StringComparison.Ordinal) < 0)
            return inner;

        error = $"'{inner}' is not an AVP name: expected name, s:name or i:number";
        return null;
    }

    /// <summary>The name of a variable that is a plain AVP, e.g. <c>$avp(a)</c> or <c>$(avp(s:a))</c>; null for every other text.</summary>
    public static string? OfVariable(string text)
    {
        var body = text.StartsWith("$(", StringComparison.Ordinal) && text[^1] == ')' ? text[2..^1] : text[1..];
        if (!body.StartsWith("avp(", StringComparison.Ordinal) || body[^1] != ')' || body.IndexOf('$', StringComparison.Ordinal) >= 0)
            return null;

        var inner = body[4..^1];
        return inner.AsSpan().IndexOfAny("()[]{}") >= 0 ? null : Parse(inner, out _);
    }
}
