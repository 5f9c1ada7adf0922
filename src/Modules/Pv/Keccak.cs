using System.Buffers.Binary;
using System.Numerics;

namespace Signalbox.Modules.Pv;

/// <summary>Keccak-f[1600] as SHA-3 (FIPS 202) and as the Keccak that came before, which differ in one padding byte.</summary>
internal static class Keccak
{
    private const int Lanes = 25;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    private static readonly int[] Rotations = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static readonly int[] Places = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    /// <summary>Hashes; <paramref name="bits"/> is 224, 256, 384 or 512.</summary>
    /// <param name="text">Bytes to hash.</param>
    /// <param name="bits">Length of the hash.</param>
    /// <param name="padding">0x06 for SHA-3, 0x01 for Keccak.</param>
    public static byte[] Hash(ReadOnlySpan<byte> text, int bits, byte padding)
    {
        Span<ulong> state = stackalloc ulong[Lanes];
        state.Clear();
        var rate = 200 - bits / 4;
        for (; text.Length >= rate; text = text[rate..])
            Absorb(state, text[..rate]);

        Span<byte> last = stackalloc byte[rate];
        last.Clear();
        text.CopyTo(last);
        last[text.Length] ^= padding;
        last[rate - 1] ^= 0x80;
        Absorb(state, last);

        Span<byte> output = stackalloc byte[64];
        for (var i = 0; i < 8; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(output[(i * 8)..], state[i]);

        return output[..(bits / 8)].ToArray();
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (var i = 0; i < block.Length / 8; i++)
            state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(i * 8)..]);

        foreach (var constant in RoundConstants)
            Round(state, constant);
    }

    private static void Round(Span<ulong> state, ulong constant)
    {
        Span<ulong> column = stackalloc ulong[5];
        for (var x = 0; x < 5; x++)
            column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];

        for (var i = 0; i < Lanes; i++)
            state[i] ^= column[(i + 4) % 5] ^ BitOperations.RotateLeft(column[(i + 1) % 5], 1);

        var moved = state[1];
        for (var i = 0; i < Places.Length; i++)
            (moved, state[Places[i]]) = (state[Places[i]], BitOperations.RotateLeft(moved, Rotations[i]));

        for (var y = 0; y < Lanes; y += 5)
        {
            state.Slice(y, 5).CopyTo(column);
            for (var x = 0; x < 5; x++)
                state[y + x] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
        }

        state[0] ^= constant;
    }
}
