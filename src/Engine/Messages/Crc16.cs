namespace Signalbox.Engine.Messages;

/// <summary>The 16-bit frame check sequence of X.25 (ITU-T V.41 polynomial, bits reflected).</summary>
internal static class Crc16
{
    private const ushort Polynomial = 0x8408;

    private static readonly ushort[] Table = MakeTable();

    /// <summary>Value before the first byte.</summary>
    public const ushort Start = 0xFFFF;

    /// <summary>Takes further bytes in.</summary>
    public static ushort Add(ushort crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            crc = (ushort)((crc >> 8) ^ Table[(crc ^ b) & 0xFF]);

        return crc;
    }

    /// <summary>The check sequence after the last byte.</summary>
    public static ushort Finish(ushort crc) => (ushort)~crc;

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;

            table[i] = (ushort)value;
        }

        return table;
    }
}
