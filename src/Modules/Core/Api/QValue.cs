using System.Globalization;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Core.Api;

/// <summary>q of a contact: 0 to 1 in thousandths (RFC 3261 §20.10).</summary>
internal static class QValue
{
    /// <summary>Reads <c>0.5</c>, <c>1</c>, <c>.25</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int thousandths)
    {
        var good = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) && q is >= 0 and <= 1;
        thousandths = good ? (int)(q * 1000) : -1;
        return good;
    }

    /// <summary>Reads bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int thousandths)
    {
        thousandths = -1;
        if (text.IsEmpty || text.Length > 8)
            return false;

        Span<char> chars = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
            chars[i] = (char)text[i];

        return TryParse(chars, out thousandths);
    }

    /// <summary>Writes the shortest form: <c>1</c>, <c>0.5</c>, <c>0.25</c>.</summary>
    public static void Write(ByteWriter writer, int thousandths)
    {
        if (thousandths >= 1000)
        {
            writer.Write("1"u8);
            return;
        }

        writer.Write("0"u8);
        for (var (rest, unit) = (thousandths, 100); rest > 0; unit /= 10)
        {
            if (unit == 100)
                writer.Write((byte)'.');

            writer.Write((byte)('0' + rest / unit));
            rest %= unit;
        }
    }
}
