using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Parsing;

/// <summary>Reads one name-addr or addr-spec with its header parameters (RFC 3261 §20.10, §20.20).</summary>
public static class NameAddressParser
{
    private const int NoBracket = -1;
    private const int OpenQuote = -2;

    /// <summary>Reads a single value; commas do not end it.</summary>
    /// <param name="text">The value.</param>
    /// <param name="offset">Where <paramref name="text"/> stands in the buffer that the ranges shall point into.</param>
    /// <param name="address">What was read.</param>
    /// <returns>False on an unclosed quote or bracket, an empty URI, or text between the bracket and the parameters.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int offset, out NameAddress address)
    {
        address = default;
        var (start, end) = SipChars.Trim(text, 0, text.Length);
        text = text[..end];
        address.Value = new TextRange(offset + start, end - start);
        if (start == end)
            return false;

        if (end - start == 1 && text[start] == (byte)'*')
        {
            address.IsStar = true;
            address.Uri = address.Value;
            return true;
        }

        var bracket = FindBracket(text, start, out var semicolon);
        return bracket switch
        {
            OpenQuote => false,
            NoBracket => TryReadPlain(text, start, semicolon, offset, ref address),
            _ => TryReadBracketed(text, start, bracket, offset, ref address),
        };
    }

    private static int FindBracket(ReadOnlySpan<byte> text, int start, out int semicolon)
    {
        semicolon = -1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == (byte)'<')
                return i;

            if (text[i] == (byte)';')
            {
                semicolon = i;
                return NoBracket;
            }

            if (text[i] != (byte)'"')
                continue;

            i = SipChars.SkipQuoted(text, i) - 1;
            if (i < 0)
                return OpenQuote;
        }

        return NoBracket;
    }

    private static bool TryReadBracketed(ReadOnlySpan<byte> text, int start, int bracket, int offset, ref NameAddress address)
    {
        var (_, nameEnd) = SipChars.Trim(text, start, bracket);
        address.DisplayName = new TextRange(offset + start, nameEnd - start);
        var length = text[bracket..].IndexOf((byte)'>');
        if (length < 0)
            return false;

        var close = bracket + length;
        var (from, to) = SipChars.Trim(text, bracket + 1, close);
        address.Uri = new TextRange(offset + from, to - from);
        return from < to && TryReadParameters(text, SipChars.SkipBlanks(text, close + 1), offset, ref address);
    }

    private static bool TryReadPlain(ReadOnlySpan<byte> text, int start, int semicolon, int offset, ref NameAddress address)
    {
        var (from, to) = SipChars.Trim(text, start, semicolon < 0 ? text.Length : semicolon);
        address.Uri = new TextRange(offset + from, to - from);
        var uri = text[from..to];
        if (uri.IsEmpty || uri.ContainsAny(SipChars.Blanks) || uri.IndexOf((byte)'"') >= 0)
            return false;

        return TryReadParameters(text, semicolon < 0 ? text.Length : semicolon, offset, ref address);
    }

    private static bool TryReadParameters(ReadOnlySpan<byte> text, int start, int offset, ref NameAddress address)
    {
        if (start >= text.Length)
            return true;

        if (text[start] != (byte)';')
            return false;

        var parameters = text[start..];
        address.Parameters = new TextRange(offset + start, parameters.Length);
        if (ParameterReader.TryGet(parameters, "tag"u8, out TextRange tag))
            address.Tag = new TextRange(offset + start + tag.Start, tag.Length);

        return true;
    }
}
