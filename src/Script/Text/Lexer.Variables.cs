namespace Signalbox.Script.Text;

/// <summary>Variables, attributes and selects.</summary>
internal sealed partial class Lexer
{
    private const int MaxIndex = 256;

    private Token ReadVariable()
    {
        var start = _position++;
        if (Peek(0) == '(')
            return ReadParenthesis(start);

        if (Peek(0) == '?')
        {
            _position++;
            return new Token(TokenKind.Variable, "$?", Span(start, 2));
        }

        while (_position < _text.Length && IsWordPart(_text[_position]))
            _position++;

        if (_position == start + 1)
        {
            diagnostics.Add(TextRules.MissingVariableName, Span(start, 1), string.Empty, "$");
            return new Token(TokenKind.Variable, "$null", Span(start, 1));
        }

        return Peek(0) == '(' ? ReadParenthesis(start) : new Token(TokenKind.Variable, _text[start.._position], Span(start, _position - start));
    }

    private Token ReadParenthesis(int start)
    {
        var depth = 0;
        for (var at = _position; at < _text.Length; at++)
        {
            if (_text[at] == '(')
                depth++;
            else if (_text[at] == ')' && --depth == 0)
            {
                _position = at + 1;
                return new Token(TokenKind.Variable, _text[start.._position], Span(start, _position - start));
            }
        }

        // Going on at the end of the line keeps the errors behind it visible.
        _position = LineEnd(start);
        var open = 0;
        foreach (var c in _text.AsSpan(start, _position - start))
            open += c switch { '(' => 1, ')' => -1, _ => 0 };

        diagnostics.Add(TextRules.UnclosedVariable, Span(start, _position - start), string.Empty, Math.Max(open, 1));
        return new Token(TokenKind.Variable, "$null", Span(start, _position - start)) { IsBroken = true };
    }

    private Token ReadAttribute()
    {
        var start = _position++;
        while (_position < _text.Length && (IsWordPart(_text[_position]) || (_text[_position] == '.' && IsWordStart(Peek(1)))))
            _position++;

        if (_position == start + 1)
            diagnostics.Add(TextRules.MissingVariableName, Span(start, 1), string.Empty, "%");

        return new Token(TokenKind.Attribute, _text[start.._position], Span(start, _position - start));
    }

    /// <summary><c>@name.name[index].name["text"]</c>.</summary>
    private Token ReadSelect()
    {
        var start = _position++;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (IsWordPart(c) || (c == '.' && IsWordStart(Peek(1))))
                _position++;
            else if (c != '[' || !TrySkipIndex())
                break;
        }

        if (_position == start + 1)
            diagnostics.Add(TextRules.MissingVariableName, Span(start, 1), string.Empty, "@");

        return new Token(TokenKind.Select, _text[start.._position], Span(start, _position - start));
    }

    private bool TrySkipIndex()
    {
        var line = _text.AsSpan(_position, Math.Min(MaxIndex, _text.Length - _position));
        var close = line.IndexOfAny(']', '\n');
        if (close < 0 || line[close] == '\n')
            return false;

        _position += close + 1;
        return true;
    }
}
