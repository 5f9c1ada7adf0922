using System.Buffers.Binary;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Changes chunks of a HEP 3 packet by writing it anew.</summary>
internal static class HepEditor
{
    /// <summary>Writes the packet with a chunk set: the ones of that vendor and type are replaced; when there are none, it stands at the end.</summary>
    /// <returns>False when it is no sound HEP 3 packet or would become too long; <paramref name="target"/> is meaningless then.</returns>
    public static bool TrySet(ByteWriter target, ReadOnlySpan<byte> packet, int vendor, int type, ReadOnlySpan<byte> data)
    {
        if (data.Length > HepChunkWriter.MaxDataBytes || !TryBegin(target, packet, out var reader))
            return false;

        var isWritten = false;
        while (reader.TryNext(out var chunk))
        {
            if (chunk.Vendor != vendor || chunk.Type != type)
            {
                Copy(target, packet, chunk);
                continue;
            }

            if (!isWritten)
                HepChunkWriter.Write(target, vendor, type, data);

            isWritten = true;
        }

        if (!isWritten)
            HepChunkWriter.Write(target, vendor, type, data);

        return TryEnd(target, reader.Error);
    }

    /// <summary>Writes the packet without the chunks of a type, whoever's they are.</summary>
    /// <returns>False when it is no sound HEP 3 packet or has none of them.</returns>
    public static bool TryDelete(ByteWriter target, ReadOnlySpan<byte> packet, int type)
    {
        if (!TryBegin(target, packet, out var reader))
            return false;

        var isFound = false;
        while (reader.TryNext(out var chunk))
        {
            if (chunk.Type == type)
                isFound = true;
            else
                Copy(target, packet, chunk);
        }

        return isFound && TryEnd(target, reader.Error);
    }

    private static bool TryBegin(ByteWriter target, ReadOnlySpan<byte> packet, out HepChunkReader reader)
    {
        reader = default;
        if (!HepReader.TryTrim(packet, out var trimmed))
            return false;

        target.Clear();
        target.Write("HEP3\0\0"u8);
        reader = new HepChunkReader(trimmed);
        return true;
    }

    private static bool TryEnd(ByteWriter target, HepError error)
    {
        if (error != HepError.None || target.Length > HepWriter.MaxBytes)
            return false;

        BinaryPrimitives.WriteUInt16BigEndian(target.Buffer.AsSpan(4), (ushort)target.Length);
        return true;
    }

    private static void Copy(ByteWriter target, ReadOnlySpan<byte> packet, in HepChunk chunk) =>
        HepChunkWriter.Write(target, chunk.Vendor, chunk.Type, packet.Slice(chunk.Data.Start, chunk.Data.Length));
}
