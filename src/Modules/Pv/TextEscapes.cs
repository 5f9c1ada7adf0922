using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Pv;

/// <summary>Escapes of the text transformations.</summary>
internal static class TextEscapes
{
    private const string UserMarks = "-_.!~*'()&=+$,;?/";

    /// <summary>A backslash before quotes, backslash and NUL.</summary>
    public static string EscapeCommon(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\'' or '"' or '\\')
                result.Append('\\').Append(c);
            else if (c == '\0')
                result.Append("\\0");
            else
                result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>Undoes <see cref="EscapeCommon"/>.</summary>
    public static string UnescapeCommon(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\'' or '"' or '\\' or '0')
                result.Append(text[++i] == '0' ? '\0' : text[i]);
            else
                result.Append(text[i]);
        }

        return result.ToString();
    }

    /// <summary>Percent signs for what a SIP user may not have (RFC 3261 §25.1).</summary>
    public static string EscapeUser(string text) => Escape(text, UserMarks);

    /// <summary>Percent signs for all but letters, digits and <c>-_.~</c>.</summary>
    public static string EscapeUrl(string text) => Escape(text, "-_.~");

    /// <summary>Characters for percent signs; null when a percent sign is not followed by two digits.</summary>
    public static string? Unescape(string text, bool plusIsBlank)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+' && plusIsBlank)
            {
                result.Append(' ');
            }
            else if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                    return null;

                result.Append((char)code);
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static string Escape(string text, string marks)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal))
                result.Append(c);
            else
                result.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
        }

        return result.ToString();
    }
}
