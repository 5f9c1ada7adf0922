using System.Collections.Frozen;
using System.Text;

namespace Signalbox.Script.Text;

/// <summary>Preprocessor lines.</summary>
internal sealed partial class Lexer
{
    private static readonly FrozenSet<string> Directives = FrozenSet.ToFrozenSet(
    [
        "define", "def", "trydefine", "trydef", "redefine", "redef", "undefine", "undef", "tryundefine", "tryundef",
        "ifdef", "ifndef", "ifexp", "else", "endif", "defexp", "defexps", "defenv", "defenvs", "trydefenv", "trydefenvs",
        "subst", "substdef", "substdefs", "include_file", "import_file",
        "KAMAILIO", "OPENSER", "SER", "MAXCOMPAT", "ALL",
    ], StringComparer.Ordinal);

    /// <summary>Skips text until the next directive at the beginning of a line, without looking at quotes or comments.</summary>
    public Token SkipToDirective()
    {
        while (_position < _text.Length)
        {
            var at = SkipSpaces(_position);
            if (at < _text.Length && _text[at] is '#' or '!')
            {
                _position = at;
                if (AtDirective())
                    return ReadDirective();
            }

            _position = Math.Min(LineEnd(_position) + 1, _text.Length);
        }

        return new Token(TokenKind.End, string.Empty, Span(_text.Length, 0));
    }

    private bool AtDirective() => _position < _text.Length && _text[_position] is '#' or '!' && Peek(1) == '!' && Directives.Contains(DirectiveWord());

    private string DirectiveWord()
    {
        var start = _position + 2;
        var end = start;
        while (end < _text.Length && IsWordPart(_text[end]))
            end++;

        return _text[start..end];
    }

    /// <summary>The word is the token's text, its place covers the whole line with its continuations.</summary>
    private Token ReadDirective()
    {
        var start = _position;
        var word = DirectiveWord();
        var end = LineEnd(start);
        while (end < _text.Length && IsContinued(start, end))
            end = LineEnd(end + 1);

        _position = end;
        while (end > start && _text[end - 1] is '\r' or ' ' or '\t')
            end--;

        return new Token(TokenKind.Directive, word, Span(start, end - start));
    }

    private bool IsContinued(int start, int end)
    {
        var last = end - 1;
        if (last > start && _text[last] == '\r')
            last--;

        return last > start && _text[last] == '\\';
    }

    /// <summary>What stands behind the word of a directive, continuation lines joined.</summary>
    public static string Argument(Token directive)
    {
        var raw = directive.Span.Text[(2 + directive.Text.Length)..];
        var builder = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length && raw[i + 1] == '\n')
                i++;
            else if (raw[i] == '\\' && i + 2 < raw.Length && raw[i + 1] == '\r' && raw[i + 2] == '\n')
                i += 2;
            else
                builder.Append(raw[i]);
        }

        return builder.ToString().Trim(' ', '\t', '\r', '\n');
    }
}
