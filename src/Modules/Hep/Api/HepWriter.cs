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
        if (frame.Source.IsV6 != frame.Destination.IsV6 || !HasRoom(frame))
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

    // Each part has a length field of its own, which must not wrap round.
    private static bool HasRoom(in HepFrame frame) =>
        (long)frame.Payload.Length + frame.CorrelationId.Length + frame.AuthKey.Length + frame.Chunks.Length <= MaxBytes;

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
        HepChunkWriter.WriteByte(writer, HepChunkType.Family, frame.Source.Family);
        HepChunkWriter.WriteByte(writer, HepChunkType.IpProtocol, HepIpProtocol.Of(frame.Transport));
        HepChunkWriter.WriteAddress(writer, v6 ? HepChunkType.SourceV6 : HepChunkType.SourceV4, frame.Source);
        HepChunkWriter.WriteAddress(writer, v6 ? HepChunkType.DestinationV6 : HepChunkType.DestinationV4, frame.Destination);

        // The peer's log packets have the two ports the other way round.
        if (isLog)
            HepChunkWriter.WriteUInt16(writer, HepChunkType.DestinationPort, frame.Destination.Port);
        HepChunkWriter.WriteUInt16(writer, HepChunkType.SourcePort, frame.Source.Port);
        if (!isLog)
            HepChunkWriter.WriteUInt16(writer, HepChunkType.DestinationPort, frame.Destination.Port);

        HepChunkWriter.WriteUInt32(writer, HepChunkType.Seconds, Seconds(frame));
        HepChunkWriter.WriteUInt32(writer, HepChunkType.Microseconds, Microseconds(frame));
        HepChunkWriter.WriteByte(writer, HepChunkType.PayloadType, (byte)frame.PayloadType);
        HepChunkWriter.WriteUInt32(writer, HepChunkType.CaptureId, frame.CaptureId);
        if (!frame.CorrelationId.IsEmpty)
            HepChunkWriter.Write(writer, HepChunkType.CorrelationId, frame.CorrelationId);

        if (!frame.AuthKey.IsEmpty)
            HepChunkWriter.Write(writer, HepChunkType.AuthKey, frame.AuthKey);

        writer.Write(frame.Chunks);
        HepChunkWriter.Write(writer, frame.IsCompressed ? HepChunkType.CompressedPayload : HepChunkType.Payload, frame.Payload);
    }

    private static uint Seconds(in HepFrame frame) => (uint)((frame.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);

    private static uint Microseconds(in HepFrame frame) => (uint)(frame.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);

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
