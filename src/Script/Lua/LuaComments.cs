using System.Text;

namespace Signalbox.Script.Lua;

/// <summary>Lua text without comments and without what stands in strings that are more than one word.</summary>
internal static class LuaComments
{
    /// <summary>Takes them out; the rest keeps its order.</summary>
    public static string Remove(string text)
    {
        var rest = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is '\'' or '"')
                at = CopyString(text, at, rest);
            else if (text[at] == '[' && LongEnd(text, at) is var end and > 0)
                at = Blank(rest, end);
            else if (text[at] == '-' && at + 1 < text.Length && text[at + 1] == '-')
                at = Blank(rest, CommentEnd(text, at + 2));
            else
                rest.Append(text[at++]);
        }

        return rest.ToString();
    }

    private static int Blank(StringBuilder rest, int end)
    {
        rest.Append(' ');
        return end;
    }

    private static int CommentEnd(string text, int at)
    {
        if (at < text.Length && text[at] == '[' && LongEnd(text, at) is var end and > 0)
            return end;

        var line = text.IndexOf('\n', at);
        return line < 0 ? text.Length : line;
    }

    // Behind [==[ … ]==]; 0 when no such bracket begins here.
    private static int LongEnd(string text, int at)
    {
        var open = at + 1;
        while (open < text.Length && text[open] == '=')
            open++;

        if (open >= text.Length || text[open] != '[')
            return 0;

        var close = $"]{new string('=', open - at - 1)}]";
        var end = text.IndexOf(close, open + 1, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + close.Length;
    }

    // A name in quotes may be that of a function; a sentence is not.
    private static int CopyString(string text, int at, StringBuilder rest)
    {
        var end = at + 1;
        var isWord = true;
        while (end < text.Length && text[end] != text[at] && text[end] != '\n')
        {
            isWord &= char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_';
            end += text[end] == '\\' ? 2 : 1;
        }

        end = Math.Min(end + 1, text.Length);
        rest.Append(isWord ? text.AsSpan(at, end - at) : "\"\"");
        return end;
    }
}
