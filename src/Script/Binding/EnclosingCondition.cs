using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Binding;

/// <summary>Finds the <c>#!ifdef</c> that a place of a file stands under, for messages that say how to switch it off.</summary>
internal static class EnclosingCondition
{
    /// <summary>The name that the nearest open <c>#!ifdef</c> asks for; null outside of one, and in an <c>#!else</c>.</summary>
    public static string? NameAround(SourceSpan span)
    {
        var closed = 0;
        for (var line = span.Line - 1; line > 0; line--)
        {
            var text = span.Source.Line(line).TrimStart(" \t");
            if (!text.StartsWith("#!", StringComparison.Ordinal) && !text.StartsWith("!!", StringComparison.Ordinal))
                continue;

            var words = text.ToString().Split((char[])[' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);

            switch (words[0][2..])
            {
                case "endif":
                    closed++;
                    break;
                case "ifdef" or "ifndef" or "ifexp" when closed > 0:
                    closed--;
                    break;
                case "ifdef" when words.Length > 1:
                    return words[1];
                case "else" when closed == 0:
                    return null;
            }
        }

        return null;
    }
}
