using System.Diagnostics.CodeAnalysis;

namespace Signalbox.Modules.Permissions;

/// <summary>A line of a rule file: <c>PATTERNS [EXCEPT PATTERNS] : PATTERNS [EXCEPT PATTERNS]</c>.</summary>
/// <param name="Left">What the From or To URI must be.</param>
/// <param name="Right">What the request URI or Contact must be.</param>
internal sealed record UriRule(UriPatterns Left, UriPatterns Right)
{
    /// <summary>True when both sides match.</summary>
    public bool Matches(string left, string right) => Left.Matches(left) && Right.Matches(right);

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="error">What is wrong; empty for a line without a rule.</param>
    public static bool TryParse(string line, [NotNullWhen(true)] out UriRule? rule, out string error)
    {
        rule = null;
        error = string.Empty;
        var text = Uncommented(line).Trim();
        if (text.Length == 0)
            return false;

        var colon = Unquoted(text, ':');
        if (colon < 0)
        {
            error = "found no ':', expected patterns : patterns";
            return false;
        }

        if (!UriPatterns.TryParse(text[..colon], out var left, out error) || !UriPatterns.TryParse(text[(colon + 1)..], out var right, out error))
            return false;

        rule = new UriRule(left, right);
        return true;
    }

    private static string Uncommented(string line) => Unquoted(line, '#') is var at && at >= 0 ? line[..at] : line;

    private static int Unquoted(string text, char wanted)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == wanted && !isQuoted)
                return i;
        }

        return -1;
    }
}
