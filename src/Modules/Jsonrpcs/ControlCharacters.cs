using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>Line ends and other control characters inside a JSON text, which <c>kamctl</c> writes as they are: JSON wants them escaped.</summary>
internal static class ControlCharacters
{
    private const byte FirstPrintable = 0x20;
    private const string Digits = "0123456789abcdef";

    /// <summary>The text with those inside quotes escaped; the same text when there are none.</summary>
    public static ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> text)
    {
        if (!IsNeeded(text))
            return text;

        var output = new ByteWriter(text.Length + 64);
        var inQuotes = false;
        var isEscaped = false;
        foreach (var value in text)
        {
            if (inQuotes && value < FirstPrintable)
            {
                output.Write("\\u00"u8);
                output.Write((byte)Digits[value >> 4]);
                output.Write((byte)Digits[value & 0xf]);
            }
            else
            {
                output.Write(value);
            }

            inQuotes ^= value == (byte)'"' && !isEscaped;
            isEscaped = value == (byte)'\\' && !isEscaped;
        }

        return output.Written;
    }

    private static bool IsNeeded(ReadOnlySpan<byte> text)
    {
        var inQuotes = false;
        var isEscaped = false;
        foreach (var value in text)
        {
            if (inQuotes && value < FirstPrintable)
                return true;

            inQuotes ^= value == (byte)'"' && !isEscaped;
            isEscaped = value == (byte)'\\' && !isEscaped;
        }

        return false;
    }
}
