using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Finds values in bencoded text without making objects of it. What is broken, or nested too deep, holds nothing.</summary>
internal static class BencodeReader
{
    /// <summary>Levels that lists and dictionaries may be nested.</summary>
    public const int MaxDepth = 16;

    private const int MaxDigits = 9;

    /// <summary>Finds a member of a dictionary.</summary>
    /// <param name="dictionary">Begins with <c>d</c>.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="value">The value as it is encoded.</param>
    public static bool TryFind(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (dictionary.IsEmpty || dictionary[0] != (byte)'d')
            return false;

        var rest = dictionary[1..];
        while (TryText(rest, out var key, out var used))
        {
            rest = rest[used..];
            if (!TryMeasure(rest, 1, out var length))
                return false;

            if (key.SequenceEqual(name))
            {
                value = rest[..length];
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }

    /// <summary>Finds a member that is text.</summary>
    public static bool TryFindText(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        text = default;
        return TryFind(dictionary, name, out var value) && TryText(value, out text, out _);
    }

    /// <summary>Finds a member that is a number.</summary>
    public static bool TryFindNumber(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        return TryFind(dictionary, name, out var value) && value.Length > 2 && value[0] == (byte)'i' && IntegerText.TryParse(value[1..^1], out number);
    }

    /// <summary>True when the text is one whole dictionary.</summary>
    public static bool IsDictionary(ReadOnlySpan<byte> text) => !text.IsEmpty && text[0] == (byte)'d' && TryMeasure(text, 0, out var length) && length == text.Length;

    private static bool TryText(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> value, out int used)
    {
        value = default;
        used = 0;
        var colon = text.IndexOf((byte)':');
        if (colon is <= 0 or > MaxDigits || !SipChars.TryReadNumber(text[..colon], out var length) || length > text.Length - colon - 1)
            return false;

        value = text.Slice(colon + 1, length);
        used = colon + 1 + length;
        return true;
    }

    private static bool TryMeasure(ReadOnlySpan<byte> text, int depth, out int length)
    {
        length = 0;
        if (text.IsEmpty || depth > MaxDepth)
            return false;

        switch (text[0])
        {
            case (byte)'i':
                length = text.IndexOf((byte)'e') + 1;
                return length > 2;
            case (byte)'l' or (byte)'d':
                return TryMeasureItems(text, depth, out length);
            default:
                return TryText(text, out _, out length);
        }
    }

    private static bool TryMeasureItems(ReadOnlySpan<byte> text, int depth, out int length)
    {
        length = 1;
        var isDictionary = text[0] == (byte)'d';
        var isName = isDictionary;
        while (length < text.Length && text[length] != (byte)'e')
        {
            if ((isName && !char.IsAsciiDigit((char)text[length])) || !TryMeasure(text[length..], depth + 1, out var item))
                return false;

            isName = isDictionary && !isName;
            length += item;
        }

        length++;
        return length <= text.Length && isName == isDictionary;
    }
}
