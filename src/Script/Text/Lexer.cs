using System.Buffers;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>
/// Cuts one text into tokens. Comments and blanks disappear; a preprocessor line comes out as one
/// <see cref="TokenKind.Directive"/> that the <see cref="Preprocessor"/> carries out.
/// </summary>
internal sealed partial class Lexer(SourceText source, DiagnosticBag diagnostics)
{
    private static readonly string[] Symbols =
    [
        "==", "!=", "=~", "<=", ">=", "&&", "||", "<<", ">>", "+=",
        "=", "<", ">", "!", "&", "|", "^", "~", "+", "-", "*", "/", "(", ")", "{", "}", "[", "]", ",", ";", ":", ".",
    ];

    private readonly string _text = source.Text;
    private int _position;
    private int _eventNameStage;

    /// <summary>The text that is being cut.</summary>
    public SourceText Source => source;

    /// <summary>Where the next token is looked for.</summary>
    public int Position => _position;

    /// <summary>True when a comment was left out; the preprocessor warns about those in defines.</summary>
    public bool SawComment { get; private set; }

    /// <summary>The next token; <see cref="TokenKind.End"/> for ever at the end.</summary>
    public Token Next()
    {
        var token = Scan();
        _eventNameStage = (_eventNameStage, token) switch
        {
            (_, { Kind: TokenKind.Identifier, Text: "event_route" }) => 1,
            (1, { Kind: TokenKind.Symbol, Text: "[" }) => 2,
            _ => 0,
        };
        return token;
    }

    private Token Scan()
    {
        while (true)
        {
            if (TryScan() is { } token)
                return token;

            // A file that is no text at all.
            if (diagnostics.IsFull)
                _position = _text.Length;
        }
    }

    private Token? TryScan()
    {
        SkipBlanks();
        if (_position >= _text.Length)
            return new Token(TokenKind.End, string.Empty, Span(_text.Length, 0));

        if (AtDirective())
            return ReadDirective();

        var c = _text[_position];
        if (_eventNameStage == 2 && char.IsAsciiLetter(c))
            return ReadEventName();

        if (TryReadIPv6(out var address))
            return address;

        return c switch
        {
            '"' or '\'' => ReadText(),
            '$' => ReadVariable(),
            '@' => ReadSelect(),
            '%' => ReadAttribute(),
            '(' when TryReadCast(out var cast) => cast,
            >= '0' and <= '9' => ReadNumber(),
            _ when IsWordStart(c) => ReadWord(),
            _ => ReadSymbol(),
        };
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c is ' ' or '\t' or '\r' or '\n' or '\b' or '\f')
                _position++;
            else if (c == '\\' && AtLineEnd(_position + 1))
                _position = LineEnd(_position) + 1;
            else if (c == '#' && !AtDirective() || c == '/' && Peek(1) == '/')
                SkipLine();
            else if (c == '/' && Peek(1) == '*')
                SkipBlockComment();
            else
                return;
        }
    }

    private void SkipLine()
    {
        SawComment = true;
        _position = LineEnd(_position);
    }

    private void SkipBlockComment()
    {
        SawComment = true;
        var start = _position;
        var depth = 0;
        while (_position < _text.Length)
        {
            if (_text[_position] == '/' && Peek(1) == '*')
            {
                depth++;
                _position += 2;
            }
            else if (_text[_position] == '*' && Peek(1) == '/')
            {
                depth--;
                _position += 2;
                if (depth == 0)
                    return;
            }
            else
            {
                _position++;
            }
        }

        diagnostics.Add(TextRules.UnclosedComment, Span(start, 2), string.Empty);

        // Going on keeps the errors behind it visible: behind an end that a nested beginning used up, else at the line's end.
        var end = _text.IndexOf("*/", start, StringComparison.Ordinal);
        _position = end < 0 ? LineEnd(start) : end + 2;
    }

    private Token? ReadSymbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(_text, _position, symbol, 0, symbol.Length) != 0)
                continue;

            var token = new Token(TokenKind.Symbol, symbol, Span(_position, symbol.Length));
            _position += symbol.Length;
            return token;
        }

        var c = _text[_position];
        var shown = c is > ' ' and < (char)127 ? $"'{c}'" : $"with the code {(int)c}";
        diagnostics.Add(TextRules.UnexpectedCharacter, Span(_position, 1), string.Empty, shown);
        _position++;
        return null;
    }

    private Token ReadWord()
    {
        var start = _position;
        while (_position < _text.Length && IsWordPart(_text[_position]))
            _position++;

        return new Token(TokenKind.Identifier, _text[start.._position], Span(start, _position - start));
    }

    private Token ReadEventName()
    {
        var start = _position;
        while (_position < _text.Length && (IsWordPart(_text[_position]) || _text[_position] is '-' or ':'))
            _position++;

        return new Token(TokenKind.EventName, _text[start.._position], Span(start, _position - start));
    }

    private bool TryReadCast(out Token token)
    {
        token = null!;
        var at = SkipSpaces(_position + 1);
        var word = at + 3 > _text.Length ? string.Empty : _text.Substring(at, 3);
        if (word is not ("int" or "str"))
            return false;

        var close = SkipSpaces(at + 3);
        if (close >= _text.Length || _text[close] != ')')
            return false;

        token = new Token(TokenKind.Cast, word, Span(_position, close + 1 - _position));
        _position = close + 1;
        return true;
    }

    private int SkipSpaces(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t')
            at++;

        return at;
    }

    private char Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private SourceSpan Span(int start, int length) => new(source, start, length);

    private int LineEnd(int from)
    {
        var end = _text.IndexOf('\n', from);
        return end < 0 ? _text.Length : end;
    }

    private bool AtLineEnd(int at) => at >= _text.Length || _text[at] == '\n' || (_text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n');

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
