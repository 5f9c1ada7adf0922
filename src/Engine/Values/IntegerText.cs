namespace Signalbox.Engine.Values;

/// <summary>Reads the numbers that scripts write as text: decimal with an optional sign, or <c>0x</c> hexadecimal.</summary>
public static class IntegerText
{
    /// <summary>Reads characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        Span<byte> bytes = stackalloc byte[24];
        number = 0;
        if (text.Length > bytes.Length)
            return false;

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 127)
                return false;

            bytes[i] = (byte)text[i];
        }

        return TryParse(bytes[..text.Length], out number);
    }

    /// <summary>Reads bytes.</summary>
    /// <returns>False on empty text, any other character, or a number outside 64 bits.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];

        if (text.Length > 2 && text[0] == (byte)'0' && (text[1] | 0x20) == (byte)'x')
            return TryParseHex(text[2..], negative, out number);

        if (text.IsEmpty)
            return false;

        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9' || number > (long.MaxValue - (b - '0')) / 10)
            {
                number = 0;
                return false;
            }

            number = number * 10 + (b - '0');
        }

        number = negative ? -number : number;
        return true;
    }

    private static bool TryParseHex(ReadOnlySpan<byte> digits, bool negative, out long number)
    {
        number = 0;
        if (digits.Length > 16)
            return false;

        foreach (var b in digits)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;

            number = (number << 4) | (long)(b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        }

        number = negative ? -number : number;
        return true;
    }
}
