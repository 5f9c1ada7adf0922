using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Encodes HEP 1, 2 and 3 with the chunk order of Kamailio's siptrace, so that collectors see no difference.</summary>
internal static class HepWriter
{
    /// <summary>Octets a packet may have; its length field has 16 bits.</summary>
    public const int MaxBytes = ushort.MaxValue;

    /// <summary>Replaces what <paramref name="writer"/> holds by one packet.</summary>
    /// <returns>False when the two addresses differ in family or the packet would be longer than <see cref="MaxBytes"/>.</returns>
    public static bool TryWrite(ByteWriter writer, in HepFrame frame)
    {
        writer.Clear();
        if (frame.Source.IsV6 != frame.Destination.IsV6 || frame.Payload.Length > MaxBytes)
            return false;

        if (frame.Version == 3)
            WriteVersion3(writer, frame);
        else
            WriteVersion1Or2(writer, frame);

        if (writer.Length > MaxBytes)
            return false;

        if (frame.Version == 3)
            BinaryPrimitives.WriteUInt16BigEndian(writer.Buffer.AsSpan(4), (ushort)writer.Length);

        return true;
    }

    private static void WriteVersion1Or2(ByteWriter writer, in HepFrame frame)
    {
        writer.Write((byte)frame.Version);
        writer.Write((byte)(8 + (2 * frame.Source.AddressBytes)));
        writer.Write((byte)frame.Source.Family);
        writer.Write((byte)HepIpProtocol.Of(frame.Transport));
        WriteUInt16(writer, frame.Source.Port);
        WriteUInt16(writer, frame.Destination.Port);
        WriteAddress(writer, frame.Source);
        WriteAddress(writer, frame.Destination);
        if (frame.Version == 2)
            WriteTime(writer, frame);

        writer.Write(frame.Payload);
    }

    private static void WriteTime(ByteWriter writer, in HepFrame frame)
    {
        // The peer sends its own memory layout: little endian, and two octets of padding at the end.
        Span<byte> time = stackalloc byte[12];
        time.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(time, Seconds(frame));
        BinaryPrimitives.WriteUInt32LittleEndian(time[4..], Microseconds(frame));
        BinaryPrimitives.WriteUInt16LittleEndian(time[8..], (ushort)frame.CaptureId);
        writer.Write(time);
    }

    private static void WriteVersion3(ByteWriter writer, in HepFrame frame)
    {
        var isLog = frame.PayloadType == HepPayloadType.Log;
        var v6 = frame.Source.IsV6;
        writer.Write("HEP3\0\0"u8);
        WriteByteChunk(writer, HepChunkType.Family, frame.Source.Family);
        WriteByteChunk(writer, HepChunkType.IpProtocol, HepIpProtocol.Of(frame.Transport));
        WriteAddressChunk(writer, v6 ? HepChunkType.SourceV6 : HepChunkType.SourceV4, frame.Source);
        WriteAddressChunk(writer, v6 ? HepChunkType.DestinationV6 : HepChunkType.DestinationV4, frame.Destination);

        // The peer's log packets have the two ports the other way round.
        if (isLog)
            WriteUInt16Chunk(writer, HepChunkType.DestinationPort, frame.Destination.Port);
        WriteUInt16Chunk(writer, HepChunkType.SourcePort, frame.Source.Port);
        if (!isLog)
            WriteUInt16Chunk(writer, HepChunkType.DestinationPort, frame.Destination.Port);

        WriteUInt32Chunk(writer, HepChunkType.Seconds, Seconds(frame));
        WriteUInt32Chunk(writer, HepChunkType.Microseconds, Microseconds(frame));
        WriteByteChunk(writer, HepChunkType.PayloadType, (byte)frame.PayloadType);
        WriteUInt32Chunk(writer, HepChunkType.CaptureId, frame.CaptureId);
        if (!frame.CorrelationId.IsEmpty)
            WriteChunk(writer, HepChunkType.CorrelationId, frame.CorrelationId);

        if (!frame.AuthKey.IsEmpty)
            WriteChunk(writer, HepChunkType.AuthKey, frame.AuthKey);

        WriteChunk(writer, HepChunkType.Payload, frame.Payload);
    }

    private static uint Seconds(in HepFrame frame) => (uint)((frame.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);

    private static uint Microseconds(in HepFrame frame) => (uint)(frame.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);

    private static void WriteByteChunk(ByteWriter writer, int type, int value) => WriteChunk(writer, type, [(byte)value]);

    private static void WriteUInt16Chunk(ByteWriter writer, int type, int value)
    {
        Span<byte> data = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)value);
        WriteChunk(writer, type, data);
    }

    private static void WriteUInt32Chunk(ByteWriter writer, int type, uint value)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(data, value);
        WriteChunk(writer, type, data);
    }

    private static void WriteAddressChunk(ByteWriter writer, int type, in HostEndPoint endPoint)
    {
        Span<byte> data = stackalloc byte[16];
        WriteChunk(writer, type, data[..endPoint.WriteAddress(data)]);
    }

    private static void WriteChunk(ByteWriter writer, int type, ReadOnlySpan<byte> data)
    {
        WriteUInt16(writer, 0);
        WriteUInt16(writer, type);
        WriteUInt16(writer, data.Length + HepChunkReader.ChunkHeaderBytes);
        writer.Write(data);
    }

    private static void WriteUInt16(ByteWriter writer, int value)
    {
        writer.Write((byte)(value >> 8));
        writer.Write((byte)value);
    }

    private static void WriteAddress(ByteWriter writer, in HostEndPoint endPoint)
    {
        Span<byte> data = stackalloc byte[16];
        writer.Write(data[..endPoint.WriteAddress(data)]);
    }
}
