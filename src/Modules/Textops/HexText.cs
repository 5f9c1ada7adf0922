using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Textops;

/// <summary>Bytes written as hexadecimal digits.</summary>
internal static class HexText
{
    /// <summary>Reads digits, with blanks between the bytes; false for an odd number of them and for anything else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, ByteWriter output)
    {
        var high = -1;
        foreach (var b in text)
        {
            if (b is (byte)' ' or (byte)'\t' && high < 0)
                continue;

            if (!char.IsAsciiHexDigit((char)b))
                return false;

            var digit = char.IsAsciiDigit((char)b) ? b - '0' : (b | 0x20) - 'a' + 10;
            if (high < 0)
            {
                high = digit;
                continue;
            }

            output.Write((byte)(high * 16 + digit));
            high = -1;
        }

        return high < 0;
    }
}
