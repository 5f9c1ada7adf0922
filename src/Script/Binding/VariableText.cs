namespace Signalbox.Script.Binding;

/// <summary>A pseudo-variable cut into its parts: <c>$(name(inner)[index]{transformation})</c>.</summary>
internal sealed class VariableText
{
    /// <summary>The longest thing in brackets; a bound for texts that open many and close none.</summary>
    private const int MaxLength = 4096;

    private const int MaxNesting = 64;

    private VariableText(string name, string? inner, string? index, List<string> transformations)
    {
        Name = name;
        Inner = inner;
        Index = index;
        Transformations = transformations;
    }

    public string Name { get; }

    /// <summary>What stands in parentheses, or null.</summary>
    public string? Inner { get; }

    /// <summary>What stands in brackets, or null.</summary>
    public string? Index { get; }

    /// <summary>What stands in braces, one after the other.</summary>
    public List<string> Transformations { get; }

    /// <summary>Cuts; the text begins with <c>$</c>.</summary>
    public static bool TryParse(string text, out VariableText variable, out string problem)
    {
        variable = null!;
        var enclosed = text.Length > 3 && text[1] == '(' && text[^1] == ')';
        var body = enclosed ? text[2..^1] : text[1..];
        var at = NameLength(body, 0);
        problem = $"found '{body}', expected the name of a variable";
        if (at == 0)
            return false;

        var name = body[..at];
        string? inner = null;
        string? index = null;
        var transformations = new List<string>();
        while (at < body.Length)
        {
            var close = Close(body, at);
            problem = $"found '{body[at..]}' behind the name";
            if (close < 0 || (!enclosed && body[at] != '('))
                return false;

            var part = body[(at + 1)..close];
            if (body[at] == '(' && inner is null && index is null && transformations.Count == 0)
                inner = part;
            else if (body[at] == '[' && index is null && transformations.Count == 0)
                index = part;
            else if (body[at] == '{')
                transformations.Add(part);
            else
                return false;

            at = close + 1;
        }

        variable = new VariableText(name, inner, index, transformations);
        return true;
    }

    /// <summary>Length of the variable that begins at a <c>$</c> inside a text; 0 when it is only a dollar sign.</summary>
    public static int LengthAt(string text, int start, Func<string, bool> takesInner)
    {
        var rest = start + 1;
        if (rest < text.Length && text[rest] == '(')
        {
            var end = Close(text, rest);
            return end < 0 || NameLength(text, rest + 1) == 0 ? 0 : end + 1 - start;
        }

        var length = NameLength(text, rest);
        if (length == 0)
            return 0;

        var open = rest + length;
        if (open < text.Length && text[open] == '(' && takesInner(text[rest..open]) && Close(text, open) is var close and > 0)
            return close + 1 - start;

        return length + 1;
    }

    /// <summary>The parts of a list with commas, those inside brackets left alone; null when a part is empty.</summary>
    public static List<string>? Split(string text)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ',';
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (c != ',' || (depth > 0 && i < text.Length))
                continue;

            var part = text[start..i].Trim();
            if (part.Length == 0)
                return null;

            parts.Add(part);
            start = i + 1;
        }

        return parts;
    }

    private static int NameLength(string text, int start)
    {
        if (start < text.Length && text[start] == '?')
            return 1;

        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;

        return end - start;
    }

    /// <summary>Index of the bracket that closes the one at <paramref name="open"/>, or -1.</summary>
    private static int Close(string text, int open)
    {
        var (left, right) = text[open] switch
        {
            '(' => ('(', ')'),
            '[' => ('[', ']'),
            '{' => ('{', '}'),
            _ => ('\0', '\0'),
        };
        var depth = 0;
        for (var i = open; i < Math.Min(text.Length, open + MaxLength) && left != '\0'; i++)
        {
            if (text[i] == left && ++depth > MaxNesting)
                return -1;

            if (text[i] == right && --depth == 0)
                return i;
        }

        return -1;
    }
}
