using System.Text.RegularExpressions;
using DotNetRegex = System.Text.RegularExpressions.Regex;

namespace Signalbox.Script.Regex;

/// <summary>
/// POSIX extended regular expressions, with the additions of GNU (<c>\w \W \s \S \b \B \&lt; \&gt;</c>, back-references),
/// on the .NET engine. Matching takes linear time but for expressions with back-references or word ends, which have a
/// time limit instead.
/// </summary>
internal static class PosixRegex
{
    /// <summary>How long one match with a back-reference may take.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>Compiles an expression.</summary>
    /// <returns>False when it is not one; <paramref name="problem"/> says why.</returns>
    public static bool TryCompile(string pattern, bool ignoreCase, out DotNetRegex regex, out string problem)
    {
        regex = null!;
        var translation = new PosixTranslation(pattern);
        if (!translation.TryTranslate(out var translated, out problem))
            return false;

        var options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
        if (ignoreCase)
            options |= RegexOptions.IgnoreCase;

        try
        {
            regex = translation.NeedsBacktracking
                ? new DotNetRegex(translated, options, MatchTimeout)
                : new DotNetRegex(translated, options | RegexOptions.NonBacktracking);
            return true;
        }
        catch (NotSupportedException)
        {
            regex = new DotNetRegex(translated, options, MatchTimeout);
            return true;
        }
        catch (ArgumentException error)
        {
            problem = $"'{pattern}' is not a regular expression: {error.Message}";
            return false;
        }
    }
}
