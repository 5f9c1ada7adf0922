using System.Globalization;

namespace Signalbox.Modules.SipCapture;

/// <summary>Reads a decimal number from the start of a text, like C's atof.</summary>
internal static class DecimalText
{
    /// <summary>The number; 0 when there is none.</summary>
    public static double Read(string text)
    {
        var start = text.AsSpan().TrimStart();
        var length = 0;
        var dots = 0;
        while (length < start.Length && (char.IsAsciiDigit(start[length]) || (start[length] == '.' && dots++ == 0) || (length == 0 && start[length] is '-' or '+')))
            length++;

        length += ExponentLength(start[length..]);
        return double.TryParse(start[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static int ExponentLength(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('e' or 'E'))
            return 0;

        var start = rest[1] is '+' or '-' ? 2 : 1;
        var end = start;
        while (end < rest.Length && char.IsAsciiDigit(rest[end]))
            end++;

        return end == start ? 0 : end;
    }
}
