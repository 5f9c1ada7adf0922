using System.Text;

namespace Signalbox.Script.Compilation;

/// <summary>Keeps values of messages from being read as a part of a shell line.</summary>
internal static class ShellQuotes
{
    /// <summary>Between which quotes the place behind <paramref name="text"/> lies.</summary>
    public static ShellQuote After(ShellQuote before, string text)
    {
        var quote = before;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quote != ShellQuote.Single)
                i++;
            else if (text[i] == '\'' && quote != ShellQuote.Double)
                quote = quote == ShellQuote.None ? ShellQuote.Single : ShellQuote.None;
            else if (text[i] == '"' && quote != ShellQuote.Single)
                quote = quote == ShellQuote.None ? ShellQuote.Double : ShellQuote.None;
        }

        return quote;
    }

    /// <summary>A value as it must stand at a place, so that the shell passes it on unread.</summary>
    public static string Protect(ShellQuote place, string value)
    {
        var text = value.Replace("\0", string.Empty, StringComparison.Ordinal);
        if (place == ShellQuote.Double)
            return Escaped(text);

        var single = text.Replace("'", "'\\''", StringComparison.Ordinal);
        return place == ShellQuote.Single ? single : $"'{single}'";
    }

    private static string Escaped(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '$' or '`' or '"' or '\\')
                result.Append('\\');

            result.Append(c);
        }

        return result.ToString();
    }
}
