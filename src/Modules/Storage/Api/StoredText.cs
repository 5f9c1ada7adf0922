using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Storage.Api;

/// <summary>Text between scripts, where a char is a byte, and drivers, where it is a character of Unicode.</summary>
internal static class StoredText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes as characters: UTF-8, or Latin-1 when they are none. Servers refuse NUL, so it becomes a blank.</summary>
    public static string ToDriver(string text)
    {
        var bytes = Latin1.ToBytes(text);
        bytes.AsSpan().Replace((byte)0, (byte)' ');
        if (System.Text.Ascii.IsValid(bytes))
            return Encoding.ASCII.GetString(bytes);

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>The first characters of UTF-8 text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Characters.</param>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length <= most)
            return text;

        var characters = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // Continuation bytes belong to the character before.
            if ((text[i] & 0xc0) != 0x80 && ++characters > most)
                return text[..i];
        }

        return text;
    }

    /// <summary>Characters as the bytes of UTF-8, one char each.</summary>
    public static string FromDriver(string text) => System.Text.Ascii.IsValid(text) ? text : Latin1.ToText(Encoding.UTF8.GetBytes(text));
}
