using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Signalbox.Script.Text;

/// <summary>Numbers and addresses.</summary>
internal sealed partial class Lexer
{
    private const int LongestAddress = 45;

    private Token ReadNumber()
    {
        var start = _position;
        if (TryReadIPv4(out var address))
            return address;

        while (_position < _text.Length && IsWordPart(_text[_position]))
            _position++;

        var word = _text[start.._position];
        var span = Span(start, word.Length);
        if (!TryParseNumber(word, out var number, out var fits))
            return new Token(TokenKind.NumberWord, word, span);

        if (!fits)
            diagnostics.Add(TextRules.NumberTooLarge, span, "the largest number is 9223372036854775807", word);

        return new Token(TokenKind.Integer, word, span) { Number = number };
    }

    /// <summary>Decimal, <c>0x</c> hexadecimal, <c>0</c> octal or binary with a <c>b</c> behind it.</summary>
    private static bool TryParseNumber(string word, out long number, out bool fits)
    {
        var (digits, radix) = word switch
        {
            _ when word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) => (word[2..], 16),
            _ when word.EndsWith('b') => (word[..^1], 2),
            _ when word.Length > 1 && word[0] == '0' => (word[1..], 8),
            _ => (word, 10),
        };
        number = 0;
        fits = true;
        if (digits.Length == 0)
            return false;

        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? int.Parse([c], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 16;
            if (digit >= radix)
                return false;

            fits &= number <= (long.MaxValue - digit) / radix;
            number = fits ? number * radix + digit : 0;
        }

        return true;
    }

    private bool TryReadIPv4(out Token token)
    {
        token = null!;
        var end = _position;
        var dots = 0;
        while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] == '.'))
        {
            if (_text[end] == '.' && (++dots > 3 || end + 1 >= _text.Length || !char.IsAsciiDigit(_text[end + 1])))
                return false;

            end++;
        }

        if (dots != 3 || (end < _text.Length && IsWordPart(_text[end])))
            return false;

        token = new Token(TokenKind.IPv4, _text[_position..end], Span(_position, end - _position));
        _position = end;
        return true;
    }

    /// <summary>An address in full or with <c>::</c>; a run of hexadecimal digits and colons that is none stays what it was.</summary>
    private bool TryReadIPv6(out Token token)
    {
        token = null!;
        var c = _text[_position];
        if (!char.IsAsciiHexDigit(c) && !(c == ':' && Peek(1) == ':'))
            return false;

        var end = _position;
        var colons = 0;
        while (end < _text.Length && end - _position <= LongestAddress && (char.IsAsciiHexDigit(_text[end]) || _text[end] is ':' or '.'))
        {
            if (_text[end] == ':')
                colons++;

            end++;
        }

        if (colons < 2 || end - _position > LongestAddress || (end < _text.Length && IsWordPart(_text[end])))
            return false;

        var text = _text[_position..end];
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        token = new Token(TokenKind.IPv6, text, Span(_position, end - _position));
        _position = end;
        return true;
    }
}
