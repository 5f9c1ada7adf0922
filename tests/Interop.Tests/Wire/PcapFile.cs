using System.Buffers.Binary;
using System.Net;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>Reads what tcpdump wrote on the loopback: datagrams, and streams put together.</summary>
internal sealed class PcapFile
{
    private const int FileHeader = 24;
    private const int EthernetHeader = 14;
    private readonly Dictionary<string, (string From, string To, MemoryStream Bytes, uint Next)> _streams = new(StringComparer.Ordinal);
    private readonly List<WireMessage> _datagrams = [];

    private PcapFile()
    {
    }

    /// <summary>The datagrams in order, then the streams, each with one direction's bytes.</summary>
    public static (List<WireMessage> Datagrams, List<(string From, string To, byte[] Bytes)> Streams) Read(string path)
    {
        var file = File.ReadAllBytes(path);
        Assert.Equal(0xA1B2C3D4, BinaryPrimitives.ReadUInt32LittleEndian(file));
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(20)));
        var read = new PcapFile();
        for (var at = FileHeader; at + 16 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            Assert.Equal(length, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 12)));
            read.Take(file.AsSpan(at + 16, length));
            at += 16 + length;
        }

        return (read._datagrams, [.. read._streams.Values.Select(static one => (one.From, one.To, one.Bytes.ToArray()))]);
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        var packet = frame[EthernetHeader..];
        if (packet[0] >> 4 != 4)
            return;

        packet = packet[..BinaryPrimitives.ReadUInt16BigEndian(packet[2..])];
        var segment = packet[((packet[0] & 15) * 4)..];
        var from = End(packet.Slice(12, 4), segment);
        var to = End(packet.Slice(16, 4), segment[2..]);
        switch (packet[9])
        {
            case WireMessage.Udp:
                _datagrams.Add(new WireMessage(from, to, WireMessage.Udp, segment[8..].ToArray()));
                break;
            case WireMessage.Tcp:
                TakeSegment(from, to, segment);
                break;
        }
    }

    private void TakeSegment(string from, string to, ReadOnlySpan<byte> segment)
    {
        const int Syn = 2;
        var key = $"{from}>{to}";
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(segment[4..]);
        if ((segment[13] & Syn) != 0)
        {
            _streams[key] = (from, to, new MemoryStream(), sequence + 1);
            return;
        }

        var data = segment[(segment[12] >> 4 << 2)..];
        if (data.IsEmpty || !_streams.TryGetValue(key, out var stream) || (int)(sequence + (uint)data.Length - stream.Next) <= 0)
            return;

        Assert.True(sequence == stream.Next, "a segment is missing in the capture");
        stream.Bytes.Write(data);
        _streams[key] = stream with { Next = sequence + (uint)data.Length };
    }

    private static string End(ReadOnlySpan<byte> address, ReadOnlySpan<byte> port) =>
        new IPEndPoint(new IPAddress(address), BinaryPrimitives.ReadUInt16BigEndian(port)).ToString();
}
