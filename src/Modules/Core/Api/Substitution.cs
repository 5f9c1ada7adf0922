using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Text;

namespace Signalbox.Modules.Core.Api;

/// <summary>A sed-like expression <c>/regex/replacement/flags</c>; flags g all, i without case, s dot matches line feeds.</summary>
internal sealed class Substitution : IScriptArgument<Substitution>
{
    private static readonly CompiledTexts<Substitution> Compiled = new();
    private readonly Regex _regex;
    private readonly string _replacement;
    private readonly bool _all;

    private Substitution(Regex regex, string replacement, bool all)
    {
        _regex = regex;
        _replacement = replacement;
        _all = all;
    }

    /// <inheritdoc />
    public static bool TryParse(string text, out Substitution value, out string error)
    {
        error = string.Empty;
        return Compiled.TryGet(text, out value!) || TryCompile(text, out value, out error);
    }

    private static bool TryCompile(string text, out Substitution value, out string error)
    {
        value = null!;
        error = "expected /regex/replacement/flags with flags g, i, s";
        if (text.Length < 3)
            return false;

        var delimiter = text[0];
        var middle = End(text, 1, delimiter);
        var end = middle < 0 ? -1 : End(text, middle + 1, delimiter);
        if (end < 0)
            return false;

        var flags = text.AsSpan(end + 1);
        if (flags.ContainsAnyExcept("gis"))
            return false;

        var pattern = text[1..middle].Replace($"\\{delimiter}", delimiter.ToString(), StringComparison.Ordinal);
        if (!PosixRegex.TryCompile(pattern, flags.Contains('i'), out var regex, out error, byLine: !flags.Contains('s')))
            return false;

        value = new Substitution(regex, text[(middle + 1)..end], flags.Contains('g'));
        Compiled.Add(text, value);
        return true;
    }

    /// <summary>Replaces; false when nothing matched.</summary>
    public bool TryApply(string text, out string result)
    {
        result = text;
        try
        {
            var match = _regex.Match(text);
            if (!match.Success)
                return false;

            var builder = new StringBuilder();
            var position = 0;
            for (; match.Success; match = match.NextMatch())
            {
                builder.Append(text, position, match.Index - position);
                AppendReplacement(builder, match);
                position = match.Index + match.Length;
                if (!_all)
                    break;
            }

            result = builder.Append(text, position, text.Length - position).ToString();
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            result = text;
            return false;
        }
    }

    private void AppendReplacement(StringBuilder builder, Match match)
    {
        for (var i = 0; i < _replacement.Length; i++)
        {
            if (_replacement[i] != '\\' || i + 1 == _replacement.Length)
            {
                builder.Append(_replacement[i]);
                continue;
            }

            var c = _replacement[++i];
            switch (c)
            {
                case >= '0' and <= '9':
                    builder.Append(match.Groups[c - '0'].ValueSpan);
                    break;
                case 'n':
                    builder.Append('\n');
                    break;
                case 'r':
                    builder.Append('\r');
                    break;
                case 't':
                    builder.Append('\t');
                    break;
                default:
                    builder.Append(c);
                    break;
            }
        }
    }

    private static int End(string text, int from, char delimiter)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == delimiter)
                return i;
        }

        return -1;
    }
}
