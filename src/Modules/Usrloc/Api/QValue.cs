using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Usrloc.Api;

/// <summary>Preferences of contacts in thousandths (RFC 3261 §25.1, qvalue).</summary>
internal static class QValue
{
    /// <summary>The greatest.</summary>
    public const int Max = 1000;

    /// <summary>Reads e.g. <c>0.5</c> or <c>1</c>; further digits are cut off.</summary>
    /// <returns>False on anything else or a value above 1.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out int thousandths)
    {
        thousandths = 0;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        var digits = dot < 0 ? default : text[(dot + 1)..];
        if (whole.Length > 1 || (whole.IsEmpty && digits.IsEmpty) || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;

        if (!whole.IsEmpty && whole[0] is not ((byte)'0' or (byte)'1'))
            return false;

        thousandths = !whole.IsEmpty && whole[0] == (byte)'1' ? Max : 0;
        for (var (i, step) = (0, 100); i < digits.Length && step > 0; i++, step /= 10)
            thousandths += (digits[i] - '0') * step;

        return thousandths <= Max;
    }

    /// <summary>Writes e.g. <c>0.5</c>, <c>0.25</c>, <c>1</c>.</summary>
    public static void Write(int thousandths, ByteWriter output)
    {
        output.Write((long)(thousandths / Max));
        var rest = thousandths % Max;
        if (rest == 0)
            return;

        output.Write((byte)'.');
        for (var step = 100; rest > 0; step /= 10)
        {
            output.Write((byte)('0' + rest / step));
            rest %= step;
        }
    }
}
