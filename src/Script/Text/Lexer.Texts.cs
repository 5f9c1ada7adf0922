using System.Text;

namespace Signalbox.Script.Text;

/// <summary>Quoted texts.</summary>
internal sealed partial class Lexer
{
    private readonly List<int> _longTexts = [];
    private readonly HashSet<int> _brokenQuotes = [];

    /// <summary>
    /// Where to begin again after an unclosed quote: set when the end of the file was reached inside a text whose
    /// opening quote is the likely culprit, or null. See <see cref="BreakAt"/>.
    /// </summary>
    public int? Culprit { get; private set; }

    /// <summary>Goes on behind the line of an unclosed quote, as if the text ended there.</summary>
    public Token BreakAt(int quote)
    {
        Culprit = null;
        _brokenQuotes.Add(quote);
        _position = quote;
        return ReadText();
    }

    private Token ReadText()
    {
        var start = _position;
        var quote = _text[start];
        var builder = new StringBuilder();
        while (true)
        {
            var literal = _position;
            if (!ReadLiteral(quote, builder))
            {
                if (!_brokenQuotes.Contains(literal))
                    return Unclosed(literal, builder);

                return Broken(start, builder);
            }

            var after = _position;
            if (_text.AsSpan(literal, after - literal).Contains('\n'))
                _longTexts.Add(literal);

            // Double-quoted neighbours are one text; single-quoted ones are not.
            while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n')
                _position++;

            if (quote == '"' && _position < _text.Length && _text[_position] == '"')
                continue;

            _position = after;
            break;
        }

        return new Token(TokenKind.Text, builder.ToString(), Span(start, _position - start)) { IsDoubleQuoted = quote == '"' };
    }

    private Token Broken(int start, StringBuilder read) =>
        new(TokenKind.Text, read.ToString(), Span(start, _position - start)) { IsDoubleQuoted = _text[start] == '"', IsBroken = true };

    /// <summary>Reads from a quote to its partner; false at the end of the text, or at the end of the line of a broken quote.</summary>
    private bool ReadLiteral(char quote, StringBuilder builder)
    {
        var isBroken = _brokenQuotes.Contains(_position);
        var limit = isBroken ? LineEnd(_position) : _text.Length;
        _position++;
        while (_position < limit)
        {
            var c = _text[_position++];
            if (c == quote && !isBroken)
                return true;

            if (c == '\\' && quote == '"' && _position < limit)
                ReadEscape(builder);
            else
                builder.Append(c);
        }

        return false;
    }

    private void ReadEscape(StringBuilder builder)
    {
        var c = _text[_position++];
        switch (c)
        {
            case 'n':
                builder.Append('\n');
                break;
            case 'r':
                builder.Append('\r');
                break;
            case 't':
                builder.Append('\t');
                break;
            case 'a':
                builder.Append('\a');
                break;
            case '"' or '\\':
                builder.Append(c);
                break;
            case '\n':
                break;
            case '\r' when Peek(0) == '\n':
                _position++;
                break;
            case 'x' when char.IsAsciiHexDigit(Peek(0)):
                builder.Append((char)ReadDigits(16, 2));
                break;
            case >= '0' and <= '7' when Peek(0) is >= '0' and <= '7':
                _position--;
                builder.Append((char)(ReadDigits(8, 3) & 0xFF));
                break;
            default:
                builder.Append('\\').Append(c);
                break;
        }
    }

    private int ReadDigits(int radix, int most)
    {
        var value = 0;
        for (var count = 0; count < most && char.IsAsciiHexDigit(Peek(0)); count++)
        {
            var digit = char.IsAsciiDigit(_text[_position]) ? _text[_position] - '0' : (_text[_position] | 0x20) - 'a' + 10;
            if (digit >= radix)
                break;

            value = value * radix + digit;
            _position++;
        }

        return value;
    }

    /// <summary>
    /// One missing quote turns the rest of a file inside out, and the end of the file shows up in some other text. The
    /// first text over several lines whose first line ends like a statement is the likely culprit.
    /// </summary>
    private Token Unclosed(int quote, StringBuilder read)
    {
        var culprit = quote;
        foreach (var start in _longTexts)
        {
            var line = _text.AsSpan(start, LineEnd(start) - start).TrimEnd();
            if (line.Length > 0 && line[^1] is ';' or '{' or '}' or ')')
            {
                culprit = start;
                break;
            }
        }

        culprit = FirstOddQuote(culprit);

        diagnostics.Add(TextRules.UnclosedText, Span(culprit, 1), "close it with the same quote", _text[culprit] == '"' ? "double quote" : "single quote");
        _longTexts.Clear();
        Culprit = culprit;
        return new Token(TokenKind.Text, read.ToString(), Span(quote, _text.Length - quote)) { IsDoubleQuoted = _text[quote] == '"' };
    }

    /// <summary>
    /// A text that runs into a word, as in <c>"L_INFO, "hello"</c>, lacks its own partner: then the quote that seems
    /// open further right in that line is none.
    /// </summary>
    private int FirstOddQuote(int quote)
    {
        var start = _text.LastIndexOf('\n', quote) + 1;
        for (var at = start; at < quote; at++)
        {
            var c = _text[at];
            if (c == '#')
                return quote;

            if (c is not ('"' or '\''))
                continue;

            var open = at;
            for (at++; at < quote && _text[at] != c; at++)
            {
                if (_text[at] == '\\' && c == '"')
                    at++;
            }

            if (at + 1 < quote && _text[at] == c && (IsWordPart(_text[at + 1]) || _text[at + 1] is '\\' or '$' or '%' or '<'))
                return open;
        }

        return quote;
    }
}
