using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Parsing;

/// <summary>Reads Via values (RFC 3261 §20.42).</summary>
public static class ViaParser
{
    /// <summary>Reads the first value of a Via line, or the next one when <paramref name="text"/> starts after a comma.</summary>
    /// <param name="text">The rest of the header value.</param>
    /// <param name="offset">Where <paramref name="text"/> stands in the buffer that the ranges shall point into.</param>
    /// <param name="via">What was read; <see cref="Via.HeaderIndex"/> is left to the caller.</param>
    /// <returns>
    /// False on another protocol or version, no transport or host, a port that is no number up to 65535, or an empty parameter.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int offset, out Via via)
    {
        via = default;
        var start = SipChars.SkipBlanks(text, 0);
        var end = FindEnd(text, start);
        if (end < 0)
            return false;

        via.HasNextInLine = end < text.Length;
        (_, end) = SipChars.Trim(text, start, end);
        via.Value = new TextRange(offset + start, end - start);
        text = text[..end];

        var position = start;
        return TryReadProtocol(text, ref position, offset, ref via)
            && TryReadSentBy(text, ref position, offset, ref via)
            && TryReadParameters(text, position, offset, ref via);
    }

    private static int FindEnd(ReadOnlySpan<byte> text, int index)
    {
        for (; index < text.Length && text[index] != (byte)','; index++)
        {
            if (text[index] != (byte)'"')
                continue;

            index = SipChars.SkipQuoted(text, index) - 1;
            if (index < 0)
                return -1;
        }

        return index;
    }

    // SIP / 2.0 / UDP: the slashes may have blanks around (RFC 3261 §25.1).
    private static bool TryReadProtocol(ReadOnlySpan<byte> text, ref int position, int offset, ref Via via)
    {
        if (!TryReadWord(text, ref position, out var word) || !Latin1.EqualsIgnoreCase(word, "SIP"u8)
            || !TrySkipSlash(text, ref position)
            || !TryReadWord(text, ref position, out word) || !word.SequenceEqual("2.0"u8)
            || !TrySkipSlash(text, ref position)
            || !TryReadWord(text, ref position, out word))
        {
            return false;
        }

        via.TransportText = new TextRange(offset + position - word.Length, word.Length);
        via.Transport = TransportProtocols.TryParse(word, out var transport) ? transport : TransportProtocol.None;
        var host = SipChars.SkipBlanks(text, position);
        var separated = host > position;
        position = host;
        return separated;
    }

    private static bool TryReadWord(ReadOnlySpan<byte> text, ref int position, out ReadOnlySpan<byte> word)
    {
        var start = position;
        while (position < text.Length && !SipChars.IsBlank(text[position]) && text[position] is not ((byte)'/' or (byte)';'))
            position++;

        word = text[start..position];
        return !word.IsEmpty;
    }

    private static bool TrySkipSlash(ReadOnlySpan<byte> text, ref int position)
    {
        position = SipChars.SkipBlanks(text, position);
        if (position == text.Length || text[position] != (byte)'/')
            return false;

        position = SipChars.SkipBlanks(text, position + 1);
        return true;
    }

    private static bool TryReadSentBy(ReadOnlySpan<byte> text, ref int position, int offset, ref Via via)
    {
        var start = position;
        position = FindHostEnd(text, start);
        via.Host = new TextRange(offset + start, position - start);
        if (position == start)
            return false;

        position = SipChars.SkipBlanks(text, position);
        if (position < text.Length && text[position] == (byte)':' && !TryReadPort(text, ref position, ref via))
            return false;

        via.SentByEnd = offset + position;
        return position == text.Length || text[position] == (byte)';';
    }

    private static int FindHostEnd(ReadOnlySpan<byte> text, int position)
    {
        if (position < text.Length && text[position] == (byte)'[')
            return position + text[position..].IndexOf((byte)']') + 1;

        while (position < text.Length && !SipChars.IsBlank(text[position]) && text[position] is not ((byte)':' or (byte)';'))
            position++;

        return position;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> text, ref int position, ref Via via)
    {
        var start = SipChars.SkipBlanks(text, position + 1);
        position = start;
        while (position < text.Length && char.IsAsciiDigit((char)text[position]))
            position++;

        var digits = text[start..position];
        position = SipChars.SkipBlanks(text, position);
        return SipChars.TryReadNumber(digits, out via.Port) && via.Port <= 65535;
    }

    private static bool TryReadParameters(ReadOnlySpan<byte> text, int start, int offset, ref Via via)
    {
        if (start == text.Length)
            return true;

        var parameters = text[start..];
        offset += start;
        via.Parameters = new TextRange(offset, parameters.Length);
        var reader = new ParameterReader(parameters);
        while (reader.TryRead(out var parameter))
            Note(parameters, parameter, offset, ref via);

        return !reader.IsBroken;
    }

    private static void Note(ReadOnlySpan<byte> parameters, in Parameter parameter, int offset, ref Via via)
    {
        var name = parameters.Slice(parameter.Name.Start, parameter.Name.Length);
        var value = parameter.Value.Slice(offset, parameter.Value.Length);
        if (via.Branch.IsEmpty && Latin1.EqualsIgnoreCase(name, "branch"u8))
        {
            via.Branch = value;
        }
        else if (via.Received.IsEmpty && Latin1.EqualsIgnoreCase(name, "received"u8))
        {
            via.Received = value;
        }
        else if (!via.HasRport && Latin1.EqualsIgnoreCase(name, "rport"u8))
        {
            via.HasRport = true;
            via.RportParameter = parameter.Whole.Slice(offset, parameter.Whole.Length);
            if (SipChars.TryReadNumber(parameters.Slice(parameter.Value.Start, parameter.Value.Length), out var port) && port <= 65535)
                via.Rport = port;
        }
    }
}
