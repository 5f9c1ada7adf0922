using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Signalbox.Engine.Text;

namespace Signalbox.Modules.Permissions;

/// <summary>One side of a rule: <c>ALL</c>, or expressions in quotes with commas between them, and those that are excepted.</summary>
internal sealed class UriPatterns
{
    private const string All = "ALL";
    private const string Except = "EXCEPT";
    private readonly Regex[]? _wanted;
    private readonly Regex[] _excepted;

    private UriPatterns(Regex[]? wanted, Regex[] excepted)
    {
        _wanted = wanted;
        _excepted = excepted;
    }

    /// <summary>True when an expression matches and no excepted one does.</summary>
    public bool Matches(string uri) => (_wanted is null || Any(_wanted, uri)) && !Any(_excepted, uri);

    /// <summary>Reads one side.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UriPatterns? patterns, out string error)
    {
        patterns = null;
        var except = text.IndexOf($" {Except} ", StringComparison.Ordinal);
        var wanted = (except < 0 ? text : text[..except]).Trim();
        var isAll = wanted == All;
        error = string.Empty;
        if (!TryRead(isAll ? string.Empty : wanted, isAll, out var first, out error)
            || !TryRead(except < 0 ? string.Empty : text[(except + Except.Length + 2)..], mayBeEmpty: except < 0, out var second, out error))
            return false;

        patterns = new UriPatterns(isAll ? null : first, second);
        return true;
    }

    private static bool TryRead(string list, bool mayBeEmpty, out Regex[] expressions, out string error)
    {
        error = string.Empty;
        var found = new List<Regex>();
        expressions = [];
        for (var rest = list.Trim(); rest.Length > 0;)
        {
            var end = rest[0] == '"' ? rest.IndexOf('"', 1) : -1;
            if (end < 0)
            {
                error = $"found '{rest}', expected ALL or an expression in quotes";
                return false;
            }

            if (!PosixRegex.TryCompile(rest[1..end], ignoreCase: true, out var regex, out error))
                return false;

            found.Add(regex);
            rest = rest[(end + 1)..].TrimStart().TrimStart(',').TrimStart();
        }

        expressions = [.. found];
        if (found.Count > 0 || mayBeEmpty)
            return true;

        error = "found no expression, expected ALL or an expression in quotes";
        return false;
    }

    private static bool Any(Regex[] expressions, string uri)
    {
        foreach (var one in expressions)
        {
            try
            {
                if (one.IsMatch(uri))
                    return true;
            }
            catch (RegexMatchTimeoutException)
            {
                // An expression that runs out of time does not match.
            }
        }

        return false;
    }
}
