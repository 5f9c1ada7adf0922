using System.Buffers;

namespace Signalbox.Engine.Parsing;

/// <summary>Character classes of SIP text (RFC 3261 §25.1).</summary>
public static class SipChars
{
    private static readonly SearchValues<byte> Token = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~"u8);

    // The peer refuses the escape sign in header names although the standard's token has it (RFC 4475 §3.1.1.5).
    private static readonly SearchValues<byte> HeaderNameChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!*_+`'~"u8);

    /// <summary>Blank, tab, CR and LF: what may stand between the parts of a folded value.</summary>
    public static SearchValues<byte> Blanks { get; } = SearchValues.Create(" \t\r\n"u8);

    /// <summary>True for one or more token characters and nothing else.</summary>
    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);

    /// <summary>True for a name that a header line may have.</summary>
    public static bool IsHeaderName(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(HeaderNameChars);

    /// <summary>True for blank, tab, CR and LF.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Index of the first byte at or after <paramref name="index"/> that is no blank; the length when there is none.</summary>
    public static int SkipBlanks(ReadOnlySpan<byte> text, int index)
    {
        while (index < text.Length && IsBlank(text[index]))
            index++;

        return index;
    }

    /// <summary>The piece from <paramref name="start"/> to <paramref name="end"/> without blanks around.</summary>
    public static (int Start, int End) Trim(ReadOnlySpan<byte> text, int start, int end)
    {
        while (start < end && IsBlank(text[start]))
            start++;

        while (end > start && IsBlank(text[end - 1]))
            end--;

        return (start, end);
    }

    /// <summary>
    /// Index after the quoted string that starts at <paramref name="index"/>, escapes respected.
    /// </summary>
    /// <returns>-1 when the closing quote is missing.</returns>
    public static int SkipQuoted(ReadOnlySpan<byte> text, int index)
    {
        for (index++; index < text.Length; index++)
        {
            if (text[index] == (byte)'\\')
                index++;
            else if (text[index] == (byte)'"')
                return index + 1;
        }

        return -1;
    }

    /// <summary>Reads decimal digits and nothing else.</summary>
    /// <returns>False on empty text, another character, or a number above <see cref="int.MaxValue"/>.</returns>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, out int number)
    {
        long value = 0;
        number = 0;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return false;

            value = value * 10 + (b - '0');
            if (value > int.MaxValue)
                return false;
        }

        number = (int)value;
        return !text.IsEmpty;
    }
}
