using System.Buffers.Text;
using System.Text;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Json.Api;

/// <summary>Text between the quotes of a JSON document that was read once, so that its escapes are known to be good.</summary>
internal static class JsonText
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>Writes the text that is meant; <c>\u</c> becomes UTF-8, half a surrogate pair a question mark.</summary>
    public static void Unescape(ReadOnlySpan<byte> written, ByteWriter output)
    {
        while (!written.IsEmpty)
        {
            var slash = written.IndexOf((byte)'\\');
            if (slash < 0)
            {
                output.Write(written);
                return;
            }

            output.Write(written[..slash]);
            written = written[slash..];
            written = written[1] == (byte)'u' ? UnescapeUnicode(written, output) : UnescapeOne(written, output);
        }
    }

    /// <summary>Writes the text as the peer's library does between quotes: slashes escaped, everything above ASCII as UTF-8.</summary>
    public static void Normalize(ReadOnlySpan<byte> written, ByteWriter output)
    {
        var start = output.Length;
        Unescape(written, output);
        var plain = output.Written[start..];
        if (plain.IndexOfAny((byte)'"', (byte)'\\', (byte)'/') < 0 && plain.IndexOfAnyInRange((byte)0, (byte)0x1f) < 0)
            return;

        var copy = plain.ToArray();
        output.Truncate(start);
        foreach (var c in copy)
        {
            if (c == (byte)'/')
                output.Write("\\/"u8);
            else
                Escape(c, output);
        }
    }

    /// <summary>Writes text in quotes; everything above ASCII stays as it is.</summary>
    public static void Quote(ReadOnlySpan<byte> text, ByteWriter output)
    {
        output.Write((byte)'"');
        foreach (var c in text)
            Escape(c, output);

        output.Write((byte)'"');
    }

    private static void Escape(byte c, ByteWriter output)
    {
        var letter = c switch
        {
            (byte)'"' or (byte)'\\' => c,
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)0,
        };
        if (letter != 0)
            output.Write([(byte)'\\', letter]);
        else if (c < ' ')
            output.Write($"\\u{c:x4}");
        else
            output.Write(c);
    }

    private static ReadOnlySpan<byte> UnescapeOne(ReadOnlySpan<byte> written, ByteWriter output)
    {
        output.Write(written[1] switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'t' => (byte)'\t',
            (byte)'n' => (byte)'\n',
            (byte)'f' => (byte)'\f',
            (byte)'r' => (byte)'\r',
            var itself => itself,
        });
        return written[2..];
    }

    private static ReadOnlySpan<byte> UnescapeUnicode(ReadOnlySpan<byte> written, ByteWriter output)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var unit = UnitAt(written);
        var rest = written[UnicodeEscapeLength..];
        if (char.IsHighSurrogate(unit) && rest.StartsWith("\\u"u8) && UnitAt(rest) is var low && char.IsLowSurrogate(low))
        {
            output.Write(utf8[..new Rune(unit, low).EncodeToUtf8(utf8)]);
            return rest[UnicodeEscapeLength..];
        }

        if (Rune.TryCreate(unit, out var rune))
            output.Write(utf8[..rune.EncodeToUtf8(utf8)]);
        else
            output.Write((byte)'?');

        return rest;
    }

    private static char UnitAt(ReadOnlySpan<byte> escape)
    {
        Utf8Parser.TryParse(escape[2..UnicodeEscapeLength], out ushort unit, out _, 'x');
        return (char)unit;
    }
}
