using System.Text;

namespace Signalbox.Engine.Text;

/// <summary>Rewrites a POSIX extended regular expression as a .NET one.</summary>
internal sealed class PosixTranslation(string pattern, bool byLine)
{
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["alpha"] = "a-zA-Z", ["digit"] = "0-9", ["alnum"] = "a-zA-Z0-9", ["upper"] = "A-Z", ["lower"] = "a-z",
        ["space"] = " \\t\\n\\r\\f\\v", ["blank"] = " \\t", ["xdigit"] = "0-9A-Fa-f", ["cntrl"] = "\\x00-\\x1F\\x7F",
        ["print"] = "\\x20-\\x7E", ["graph"] = "\\x21-\\x7E", ["punct"] = "!-/:-@\\[-`{-~",
    };

    private readonly StringBuilder _result = new();
    private int _position;
    private int _groups;
    private int _open;

    /// <summary>True when the expression has something that the linear engine lacks.</summary>
    public bool NeedsBacktracking { get; private set; }

    /// <summary>Rewrites; false with a reason when brackets or parentheses do not match.</summary>
    public bool TryTranslate(out string translated, out string problem)
    {
        translated = string.Empty;
        problem = string.Empty;
        while (_position < pattern.Length && problem.Length == 0)
            Piece(ref problem);

        if (problem.Length == 0 && _open > 0)
            problem = $"'{pattern}' has an open '(' without ')'";

        translated = _result.ToString();
        return problem.Length == 0;
    }

    private void Piece(ref string problem)
    {
        var c = pattern[_position++];
        switch (c)
        {
            case '\\':
                Escape(ref problem);
                break;
            case '[':
                Bracket(ref problem);
                break;
            case '(':
                _open++;
                _groups++;
                _result.Append('(');
                break;
            case ')' when _open > 0:
                _open--;
                _result.Append(')');
                break;
            case ')':
                _result.Append("\\)");
                break;
            case '*' or '+' or '?' or '{':
                Repetition(c, ref problem);
                break;
            case '$':
                // .NET's $ also matches before a last line feed; POSIX only at the end.
                _result.Append(byLine ? "$" : "\\z");
                break;
            case '#' or ' ' or '}' or ']':
                _result.Append('\\').Append(c);
                break;
            default:
                _result.Append(c);
                break;
        }
    }

    private void Escape(ref string problem)
    {
        if (_position >= pattern.Length)
        {
            problem = $"'{pattern}' ends in a lone '\\'";
            return;
        }

        var c = pattern[_position++];
        switch (c)
        {
            case 'w':
                _result.Append("[A-Za-z0-9_]");
                break;
            case 'W':
                _result.Append("[^A-Za-z0-9_]");
                break;
            case 's':
                _result.Append("[ \\t\\n\\r\\f\\v]");
                break;
            case 'S':
                _result.Append("[^ \\t\\n\\r\\f\\v]");
                break;
            case 'b' or 'B':
                _result.Append('\\').Append(c);
                break;
            case '<' or '>':
                NeedsBacktracking = true;
                _result.Append(c == '<' ? "\\b(?=[A-Za-z0-9_])" : "\\b(?<=[A-Za-z0-9_])");
                break;
            case '`':
                _result.Append("\\A");
                break;
            case '\'':
                _result.Append("\\z");
                break;
            case >= '1' and <= '9':
                NeedsBacktracking = true;
                if (c - '0' > _groups)
                    problem = $"'{pattern}' refers to group {c}, but has {_groups}";

                _result.Append("(?:\\").Append(c).Append(')');
                break;
            default:
                AppendLiteral(c);
                break;
        }
    }

    /// <summary>A repetition with nothing before it is the character itself; two in a row apply one after the other.</summary>
    private void Repetition(char c, ref string problem)
    {
        var written = c.ToString();
        if (c == '{')
        {
            var close = pattern.IndexOf('}', _position);
            if (close < 0 || close == _position || !IsBounds(pattern.AsSpan(_position, close - _position)))
            {
                _result.Append("\\{");
                return;
            }

            var bounds = pattern[_position..close];
            written = bounds[0] == ',' ? $"{{0{bounds}}}" : $"{{{bounds}}}";
            _position = close + 1;
        }

        if (_result.Length == 0 || _result[^1] is '|' or '(' && !EndsEscaped())
        {
            if (c == '*')
                _result.Append("\\*");
            else
                problem = $"'{pattern}' has a '{c}' with nothing before it";

            return;
        }

        if (_result[^1] is '*' or '+' or '?' or '}' && !EndsEscaped())
        {
            // a*? would be "lazy" in .NET.
            var start = LastPieceStart();
            _result.Insert(start, "(?:").Append(')');
        }

        _result.Append(written);
    }

    private static bool IsBounds(ReadOnlySpan<char> text)
    {
        var commas = 0;
        foreach (var c in text)
        {
            if (c == ',')
                commas++;
            else if (!char.IsAsciiDigit(c))
                return false;
        }

        return commas <= 1;
    }

    private bool EndsEscaped()
    {
        var slashes = 0;
        for (var i = _result.Length - 2; i >= 0 && _result[i] == '\\'; i--)
            slashes++;

        return slashes % 2 == 1;
    }

    /// <summary>Start of the last repeated piece; the whole expression when it is not a simple one.</summary>
    private int LastPieceStart()
    {
        var at = _result.Length - 1;
        if (_result[at] == '}')
        {
            while (at > 0 && _result[at] != '{')
                at--;
        }

        at--;
        if (at >= 0 && _result[at] is not (')' or ']') && !(at > 0 && _result[at - 1] == '\\'))
            return at;

        return 0;
    }

    /// <summary><c>[…]</c>: a backslash is an ordinary character inside, <c>]</c> too when it comes first.</summary>
    private void Bracket(ref string problem)
    {
        _result.Append('[');
        if (_position < pattern.Length && pattern[_position] == '^')
        {
            _result.Append(byLine ? "^\\n" : "^");
            _position++;
        }

        var first = true;
        while (_position < pattern.Length)
        {
            var c = pattern[_position++];
            if (c == ']' && !first)
            {
                _result.Append(']');
                return;
            }

            first = false;
            if (c == '[' && _position < pattern.Length && pattern[_position] is ':' or '.' or '=')
                NamedClass(ref problem);
            else if (c is '\\' or '[' or ']' or '^')
                _result.Append('\\').Append(c);
            else
                _result.Append(c);

            if (problem.Length > 0)
                return;
        }

        problem = $"'{pattern}' has an open '[' without ']'";
    }

    private void NamedClass(ref string problem)
    {
        var kind = pattern[_position];
        var close = pattern.IndexOf($"{kind}]", _position + 1, StringComparison.Ordinal);
        var name = close < 0 ? string.Empty : pattern[(_position + 1)..close];
        if (kind == ':' && Classes.TryGetValue(name, out var characters))
            _result.Append(characters);
        else if (kind != ':' && name.Length == 1)
            AppendLiteral(name[0]);
        else
            problem = $"'{pattern}' has the unknown class '[{kind}{name}{kind}]'";

        _position = close < 0 ? pattern.Length : close + 2;
    }

    private void AppendLiteral(char c)
    {
        if (!char.IsAsciiLetterOrDigit(c) && c is > ' ' and < (char)127)
            _result.Append('\\');

        _result.Append(c);
    }
}
