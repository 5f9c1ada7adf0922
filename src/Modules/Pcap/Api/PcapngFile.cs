using System.Buffers.Binary;
using System.Text;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>
/// The capture format with comments (draft-ietf-opsawg-pcapng): little endian, one section, one interface of link type
/// Ethernet with times in nanoseconds.
/// </summary>
/// <param name="application">Who writes it, e.g. name and version.</param>
/// <param name="description">What the interface is.</param>
internal sealed class PcapngFile(string application, string description) : IPacketFormat
{
    private const uint SectionHeader = 0x0a0d0d0a;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const ushort Comment = 1;
    private const ushort InterfaceName = 2;
    private const ushort InterfaceText = 3;
    private const ushort SectionApplication = 4;
    private const ushort TimeResolution = 9;
    private const ushort PacketFlags = 2;
    private const int PacketFixedBytes = 28;
    private const int NanosecondsPerTick = 100;

    /// <summary>Longest comment; what is beyond is cut.</summary>
    public const int MaxComment = 4096;

    /// <inheritdoc />
    public void WriteFileHeader(ByteWriter writer)
    {
        var section = new ByteWriter(256);
        section.Write([0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        WriteOption(section, SectionApplication, Encoding.UTF8.GetBytes(application));
        WriteBlock(writer, SectionHeader, section);

        var link = new ByteWriter(256);
        link.Write([1, 0, 0, 0, 0, 0, 0, 0]);
        WriteOption(link, InterfaceName, "signalbox"u8);
        WriteOption(link, InterfaceText, Encoding.UTF8.GetBytes(description));
        WriteOption(link, TimeResolution, [9]);
        WriteBlock(writer, InterfaceDescription, link);
    }

    /// <inheritdoc />
    public void WriteFrame(ByteWriter writer, long utcTicks, bool isOutgoing, ReadOnlySpan<byte> comment, ReadOnlySpan<byte> frame)
    {
        if (comment.Length > MaxComment)
            comment = comment[..MaxComment];

        var options = (comment.IsEmpty ? 0 : 4 + Padded(comment.Length)) + 8 + 4;
        var total = PacketFixedBytes + Padded(frame.Length) + options + 4;
        var time = (ulong)(utcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick;
        Span<byte> header = stackalloc byte[PacketFixedBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, EnhancedPacket);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], total);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)(time >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], (uint)time);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], frame.Length);
        writer.Write(header);
        writer.Write(frame);
        Pad(writer, frame.Length);
        if (!comment.IsEmpty)
            WriteOption(writer, Comment, comment);

        WriteOption(writer, PacketFlags, isOutgoing ? [2, 0, 0, 0] : [1, 0, 0, 0]);
        writer.Write([0, 0, 0, 0]);
        WriteNumber(writer, (uint)total);
    }

    private static void WriteBlock(ByteWriter writer, uint type, ByteWriter body)
    {
        body.Write([0, 0, 0, 0]);
        var total = (uint)(12 + body.Length);
        WriteNumber(writer, type);
        WriteNumber(writer, total);
        writer.Write(body.Written);
        WriteNumber(writer, total);
    }

    private static void WriteOption(ByteWriter writer, ushort code, ReadOnlySpan<byte> value)
    {
        WriteNumber(writer, code | (uint)value.Length << 16);
        writer.Write(value);
        Pad(writer, value.Length);
    }

    private static void WriteNumber(ByteWriter writer, uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        writer.Write(bytes);
    }

    private static void Pad(ByteWriter writer, int length) => writer.Write("\0\0\0"u8[..(Padded(length) - length)]);

    private static int Padded(int length) => (length + 3) & ~3;
}
