using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Dialog;

/// <summary>The id of a dialog in Record-Route: entry and id in hexadecimal, lowest digit first, with a dot between.</summary>
internal static class DialogCookie
{
    private const int MaxDigits = 8;

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    /// <summary>Writes <c>;name=entry.id</c>.</summary>
    public static void Write(ByteWriter output, ReadOnlySpan<byte> name, int entry, uint id)
    {
        output.Write((byte)';');
        output.Write(name);
        output.Write((byte)'=');
        WriteReversed(output, (uint)entry);
        output.Write((byte)'.');
        WriteReversed(output, id);
    }

    /// <summary>Reads <c>entry.id</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int entry, out uint id)
    {
        entry = 0;
        id = 0;
        var dot = text.IndexOf((byte)'.');
        if (dot < 0 || !TryReadReversed(text[..dot], out var first) || first > int.MaxValue || !TryReadReversed(text[(dot + 1)..], out id))
            return false;

        entry = (int)first;
        return true;
    }

    private static void WriteReversed(ByteWriter output, uint number)
    {
        do
        {
            output.Write(HexDigits[(int)(number & 15)]);
            number >>= 4;
        }
        while (number != 0);
    }

    private static bool TryReadReversed(ReadOnlySpan<byte> digits, out uint number)
    {
        number = 0;
        if (digits.IsEmpty || digits.Length > MaxDigits)
            return false;

        for (var i = digits.Length - 1; i >= 0; i--)
        {
            var digit = HexDigits.IndexOf((byte)(digits[i] | 0x20));
            if (digit < 0 || !char.IsAsciiHexDigit((char)digits[i]))
                return false;

            number = (number << 4) | (uint)digit;
        }

        return true;
    }
}
