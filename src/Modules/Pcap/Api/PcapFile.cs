using System.Buffers.Binary;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>The classic capture format: little endian, version 2.4, microseconds, link type Ethernet. It holds no comments.</summary>
internal sealed class PcapFile : IPacketFormat
{
    /// <summary>The file's first 24 octets.</summary>
    public static ReadOnlySpan<byte> FileHeader =>
        [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0];

    /// <inheritdoc />
    public void WriteFileHeader(ByteWriter writer) => writer.Write(FileHeader);

    /// <inheritdoc />
    public void WriteFrame(ByteWriter writer, long utcTicks, bool isOutgoing, ReadOnlySpan<byte> comment, ReadOnlySpan<byte> frame)
    {
        WriteRecordHeader(writer, utcTicks, frame.Length);
        writer.Write(frame);
    }

    /// <summary>Writes the 16 octets before a frame.</summary>
    public static void WriteRecordHeader(ByteWriter writer, long utcTicks, int length)
    {
        var since = utcTicks - DateTime.UnixEpoch.Ticks;
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(since / TimeSpan.TicksPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(since % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], length);
        writer.Write(header);
    }
}
