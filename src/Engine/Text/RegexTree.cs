using System.Globalization;

namespace Signalbox.Engine.Text;

/// <summary>
/// Reads what <see cref="PosixTranslation"/> writes, as far as an automaton can run it: no word ends, no back-references.
/// </summary>
internal sealed class RegexTree(string text, bool ignoreCase)
{
    private const int MaxDepth = 100;
    private const int MaxTimes = 255;
    private int _at;
    private int _depth;

    /// <summary>The expression as a tree; null when it has something that an automaton lacks.</summary>
    public static RegexNode? TryRead(string text, bool ignoreCase)
    {
        var reader = new RegexTree(text, ignoreCase);
        var tree = reader.Choice();
        return tree is not null && reader._at == text.Length ? tree : null;
    }

    private RegexNode? Choice()
    {
        if (++_depth > MaxDepth)
            return null;

        var choices = new List<RegexNode>();
        do
        {
            if (Sequence() is not { } sequence)
                return null;

            choices.Add(sequence);
        }
        while (Take('|'));

        _depth--;
        return choices.Count == 1 ? choices[0] : new RegexNode(RegexNodeKind.Choice, choices);
    }

    private RegexNode? Sequence()
    {
        var parts = new List<RegexNode>();
        while (_at < text.Length && text[_at] is not ('|' or ')'))
        {
            if (Part() is not { } part || Repeated(part) is not { } repeated)
                return null;

            parts.Add(repeated);
        }

        return new RegexNode(RegexNodeKind.Sequence, parts);
    }

    private RegexNode? Part()
    {
        var c = text[_at++];
        switch (c)
        {
            case '(':
                if (Take('?') && !Take(':'))
                    return null;

                var inner = Choice();
                return Take(')') ? inner : null;
            case '[':
                return Bracket();
            case '^':
                return new RegexNode(RegexNodeKind.Start, []);
            case '.':
                return Set(0, 255);
            case '\\':
                return Escape();
            case '$' or '*' or '+' or '?' or '{' or > '\xFF':
                return null;
            default:
                return Set(c, c);
        }
    }

    private RegexNode? Escape()
    {
        if (_at >= text.Length)
            return null;

        var c = text[_at++];
        return c switch
        {
            'A' => new RegexNode(RegexNodeKind.Start, []),
            'z' => new RegexNode(RegexNodeKind.End, []),
            _ when char.IsAsciiLetterOrDigit(c) || c > '\xFF' => null,
            _ => Set(c, c),
        };
    }

    private RegexNode Set(int first, int last)
    {
        var set = new ByteSet();
        set.Add(first, last);
        return Finish(set, inverted: false);
    }

    private RegexNode Finish(ByteSet set, bool inverted)
    {
        if (ignoreCase)
            set.IgnoreCase();

        if (inverted)
            set.Invert();

        return new RegexNode(RegexNodeKind.Set, [], set);
    }

    private RegexNode? Bracket()
    {
        var set = new ByteSet();
        var inverted = Take('^');
        while (_at < text.Length && text[_at] != ']')
        {
            if (Character() is not { } first)
                return null;

            var last = first;
            if (_at + 1 < text.Length && text[_at] == '-' && text[_at + 1] != ']')
            {
                _at++;
                if (Character() is not { } end || end < first)
                    return null;

                last = end;
            }

            set.Add(first, last);
        }

        return Take(']') ? Finish(set, inverted) : null;
    }

    private int? Character()
    {
        var c = text[_at++];
        if (c != '\\')
            return c <= '\xFF' ? c : null;

        if (_at >= text.Length)
            return null;

        c = text[_at++];
        if (c != 'x')
            return "tnrfv".IndexOf(c, StringComparison.Ordinal) is var known and >= 0 ? "\t\n\r\f\v"[known] : char.IsAsciiLetterOrDigit(c) ? null : c;

        _at += 2;
        return _at <= text.Length && byte.TryParse(text.AsSpan(_at - 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private RegexNode? Repeated(RegexNode part)
    {
        if (_at >= text.Length)
            return part;

        switch (text[_at])
        {
            case '*':
                _at++;
                return new RegexNode(RegexNodeKind.Repeat, [part], null, 0, -1);
            case '+':
                _at++;
                return new RegexNode(RegexNodeKind.Repeat, [part], null, 1, -1);
            case '?':
                _at++;
                return new RegexNode(RegexNodeKind.Repeat, [part], null, 0, 1);
            case '{':
                return Bounds(part);
            default:
                return part;
        }
    }

    private RegexNode? Bounds(RegexNode part)
    {
        var close = text.IndexOf('}', _at);
        var bounds = text[(_at + 1)..close].Split(',');
        _at = close + 1;
        if (!TryTimes(bounds[0], out var least))
            return null;

        var most = least;
        if (bounds.Length > 1 && bounds[1].Length == 0)
            most = -1;
        else if (bounds.Length > 1 && (!TryTimes(bounds[1], out most) || most < least))
            return null;

        return new RegexNode(RegexNodeKind.Repeat, [part], null, least, most);
    }

    private static bool TryTimes(string number, out int times) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out times) && times <= MaxTimes;

    private bool Take(char c)
    {
        if (_at >= text.Length || text[_at] != c)
            return false;

        _at++;
        return true;
    }
}
