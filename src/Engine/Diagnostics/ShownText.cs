using System.Text;

namespace Signalbox.Engine.Diagnostics;

/// <summary>Turns text with one char a byte into what a reader sees: UTF-8 where it is that, else Latin-1.</summary>
public static class ShownText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as characters.</summary>
    public static string Of(string bytes)
    {
        if (Ascii.IsValid(bytes))
            return bytes;

        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            return bytes;
        }
    }

    /// <summary>1-based column in UTF-16 units of a 1-based column in bytes.</summary>
    public static int Column(ReadOnlySpan<char> line, int column)
    {
        var before = line[..Math.Clamp(column - 1, 0, line.Length)];
        return Ascii.IsValid(before) ? column : Of(before.ToString()).Length + 1;
    }
}
