using System.Buffers.Binary;
using System.Numerics;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>CRC-32C, which processors compute themselves.</summary>
internal static class SpillChecksum
{
    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));

        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);

        return ~sum;
    }
}
