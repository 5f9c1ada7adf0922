using System.Text.RegularExpressions;

namespace Signalbox.Engine.Text;

/// <summary>
/// POSIX extended regular expressions, with the additions of GNU (<c>\w \W \s \S \b \B \&lt; \&gt;</c>, back-references),
/// on the .NET engine. Matching takes linear time but for expressions with back-references or word ends, which have a
/// time limit instead.
/// </summary>
public static class PosixRegex
{
    /// <summary>How long one match with a back-reference may take.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest expression; a longer one takes seconds to build.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Compiles an expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="ignoreCase">True to ignore the case of ASCII letters.</param>
    /// <param name="regex">The result; its groups are those of the expression.</param>
    /// <param name="problem">Why it is none.</param>
    /// <param name="byLine">True when <c>^</c> and <c>$</c> stand at lines and neither <c>.</c> nor <c>[^x]</c> is a line feed (REG_NEWLINE).</param>
    /// <returns>False when it is not one.</returns>
    public static bool TryCompile(string pattern, bool ignoreCase, out Regex regex, out string problem, bool byLine = false)
    {
        regex = null!;
        if (pattern.Length > MaxLength)
        {
            problem = $"the expression has {pattern.Length} characters, more than {MaxLength}";
            return false;
        }

        var translation = new PosixTranslation(pattern, byLine);
        if (!translation.TryTranslate(out var translated, out problem))
            return false;

        var options = RegexOptions.CultureInvariant | (byLine ? RegexOptions.Multiline : RegexOptions.Singleline);
        if (ignoreCase)
            options |= RegexOptions.IgnoreCase;

        try
        {
            regex = translation.NeedsBacktracking
                ? new Regex(translated, options, MatchTimeout)
                : new Regex(translated, options | RegexOptions.NonBacktracking);
            return true;
        }
        catch (NotSupportedException)
        {
            regex = new Regex(translated, options, MatchTimeout);
            return true;
        }
        catch (ArgumentException error)
        {
            problem = $"'{pattern}' is not a regular expression: {error.Message}";
            return false;
        }
    }
}
