using Signalbox.Engine.Text;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Script.Regex;

namespace Signalbox.Script.Text;

/// <summary>A rule of <c>#!subst</c>, <c>#!substdef</c> or <c>#!substdefs</c>, e.g. <c>/DBHOST/10.0.0.5/g</c>.</summary>
internal sealed class SubstitutionRule
{
    private readonly System.Text.RegularExpressions.Regex _regex;
    private readonly bool _all;

    private SubstitutionRule(string pattern, string replacement, System.Text.RegularExpressions.Regex regex, bool all)
    {
        Pattern = pattern;
        Replacement = replacement;
        _regex = regex;
        _all = all;
    }

    /// <summary>The expression; for substdef also the name that is defined.</summary>
    public string Pattern { get; }

    /// <summary>What is put in its place; <c>\1</c> is the first group.</summary>
    public string Replacement { get; }

    /// <summary>Reads a rule; the first character separates the three parts.</summary>
    public static bool TryParse(string? text, out SubstitutionRule rule, out string problem)
    {
        rule = null!;
        problem = "found no text in quotes";
        if (text is null)
            return false;

        var parts = text.Length == 0 ? [] : text[1..].Split(text[0]);
        problem = $"found '{text}', expected three separators";
        if (parts.Length != 3 || parts[0].Length == 0 || char.IsAsciiLetterOrDigit(text[0]))
            return false;

        foreach (var flag in parts[2])
        {
            problem = $"found the flag '{flag}', expected g or i";
            if (flag is not ('g' or 'i'))
                return false;
        }

        if (!PosixRegex.TryCompile(parts[0], parts[2].Contains('i', StringComparison.Ordinal), out var regex, out problem))
            return false;

        rule = new SubstitutionRule(parts[0], parts[1], regex, parts[2].Contains('g', StringComparison.Ordinal));
        return true;
    }

    /// <summary>Replaces the first or all hits; gives the same string back when there is none.</summary>
    /// <returns>False when matching takes too long or the result is too large.</returns>
    public bool TryApply(string text, out string result)
    {
        result = text;
        var made = 0L;
        try
        {
            result = _regex.Replace(text, Counted, _all ? -1 : 1);
            return made <= TextBudget.MaxReplaced;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }

        string Counted(Match match)
        {
            var piece = made > TextBudget.MaxReplaced ? string.Empty : Expand(match);
            made += piece.Length;
            return piece;
        }
    }

    private string Expand(Match match)
    {
        if (!Replacement.Contains('\\', StringComparison.Ordinal))
            return Replacement;

        var builder = new StringBuilder();
        for (var i = 0; i < Replacement.Length; i++)
        {
            if (Replacement[i] == '\\' && i + 1 < Replacement.Length && char.IsAsciiDigit(Replacement[i + 1]))
                builder.Append(match.Groups[Replacement[++i] - '0'].Value);
            else
                builder.Append(Replacement[i]);
        }

        return builder.ToString();
    }
}
