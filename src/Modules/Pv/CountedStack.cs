namespace Signalbox.Modules.Pv;

/// <summary>What <c>$cnt(…)</c> counts.</summary>
/// <param name="Class">avp, xavp, xavi, xavu or hdr.</param>
/// <param name="Name">Name of the values.</param>
internal sealed record CountedStack(string Class, string Name)
{
    private static readonly string[] Classes = ["avp", "xavp", "xavi", "xavu", "hdr"];

    /// <summary>Reads <c>$avp(name)</c>, <c>$(xavp(name))</c>; null when it is something else.</summary>
    public static CountedStack? Parse(string text)
    {
        var body = text.Trim();
        body = body.StartsWith("$(", StringComparison.Ordinal) && body.EndsWith(')') ? body[2..^1] : body.TrimStart('$');
        var open = body.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !body.EndsWith(')') || Array.IndexOf(Classes, body[..open]) < 0)
            return null;

        return new CountedStack(body[..open], body[(open + 1)..^1].Trim());
    }
}
