using System.Buffers.Binary;
using System.Text;
using Signalbox.Modules.Pcap.Api;

namespace Signalbox.Modules.Tests.Pcap;

/// <summary>Takes capture files apart and checks every length, padding and checksum on the way.</summary>
internal static class CaptureReader
{
    /// <summary>The frames of a pcapng file.</summary>
    public static List<CapturedFrame> ReadPcapng(ReadOnlySpan<byte> file)
    {
        var frames = new List<CapturedFrame>();
        for (var at = 0; at < file.Length;)
        {
            var type = BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]);
            Assert.True(length % 4 == 0 && length >= 12 && at + length <= file.Length);
            Assert.Equal(length, BinaryPrimitives.ReadInt32LittleEndian(file[(at + length - 4)..]));
            Assert.Equal(at switch { 0 => 0x0a0d0d0au, _ when frames.Count == 0 && type == 1 => 1u, _ => 6u }, type);
            if (type == 6)
                frames.Add(Packet(file.Slice(at + 8, length - 12)));

            at += length;
        }

        return frames;
    }

    /// <summary>The frames of a classic file.</summary>
    public static List<CapturedFrame> ReadPcap(ReadOnlySpan<byte> file)
    {
        Assert.True(file[..24].SequenceEqual(PcapFile.FileHeader));
        var frames = new List<CapturedFrame>();
        for (var at = 24; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[(at + 8)..]);
            var micro = (BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) * 1_000_000L) + BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            frames.Add(Frame(file.Slice(at + 16, length), DateTime.UnixEpoch.Ticks + (micro * 10), string.Empty, 0));
            at += 16 + length;
        }

        return frames;
    }

    private static CapturedFrame Packet(ReadOnlySpan<byte> body)
    {
        var time = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(body[8..]);
        var length = BinaryPrimitives.ReadInt32LittleEndian(body[12..]);
        Assert.Equal(length, BinaryPrimitives.ReadInt32LittleEndian(body[16..]));
        var options = body[(20 + ((length + 3) & ~3))..];
        var comment = string.Empty;
        var flags = 0;
        while (BinaryPrimitives.ReadUInt16LittleEndian(options) is var code and not 0)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(options[2..]);
            if (code == 1)
                comment = Encoding.ASCII.GetString(options.Slice(4, size));
            else if (code == 2)
                flags = BinaryPrimitives.ReadInt32LittleEndian(options[4..]);

            options = options[(4 + ((size + 3) & ~3))..];
        }

        return Frame(body.Slice(20, length), DateTime.UnixEpoch.Ticks + (long)(time / 100), comment, flags);
    }

    private static CapturedFrame Frame(ReadOnlySpan<byte> frame, long ticks, string comment, int direction)
    {
        var isV6 = BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) == 0x86dd;
        var ip = frame[14..];
        var header = isV6 ? 40 : 20;
        Assert.Equal(ip.Length, isV6 ? 40 + BinaryPrimitives.ReadUInt16BigEndian(ip[4..]) : BinaryPrimitives.ReadUInt16BigEndian(ip[2..]));
        Assert.True(isV6 || InternetChecksum.Fold(InternetChecksum.Add(0, ip[..20])) == 0);
        var protocol = ip[isV6 ? 6 : 9];
        var transport = ip[header..];
        var sum = InternetChecksum.Add((ulong)(protocol + transport.Length), ip[(isV6 ? 8 : 12)..header]);
        Assert.Equal(0, InternetChecksum.Fold(InternetChecksum.Add(sum, transport)));
        var isTcp = protocol == 6;
        return new CapturedFrame
        {
            Ticks = ticks, Comment = comment, Direction = direction, IsTcp = isTcp,
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(transport[2..]),
            Sequence = isTcp ? BinaryPrimitives.ReadUInt32BigEndian(transport[4..]) : 0,
            Acknowledged = isTcp ? BinaryPrimitives.ReadUInt32BigEndian(transport[8..]) : 0,
            Flags = isTcp ? transport[13] : 0,
            Data = transport[(isTcp ? 20 : 8)..].ToArray(),
        };
    }
}
