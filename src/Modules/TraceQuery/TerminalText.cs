using System.Text;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Makes text of strangers harmless for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Control characters, those above 127 and those that turn the direction of text as <c>\xHH</c> or <c>\uHHHH</c>; the rest as it is.</summary>
    public static string Escape(string text)
    {
        var start = 0;
        while (start < text.Length && IsHarmless(text[start]))
            start++;

        if (start == text.Length)
            return text;

        var output = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsHarmless(c))
                output.Append(c);
            else if (c <= byte.MaxValue)
                output.Append("\\x").Append(((int)c).ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            else
                output.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return output.ToString();
    }

    // A char is a byte here, as everywhere: what is above 127 may be half a character or a control character of 8 bits.
    private static bool IsHarmless(char c) => c is >= ' ' and <= '~';
}
