using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Pcap.Api;
using Signalbox.Modules.Tests.SipTrace;

namespace Signalbox.Modules.Tests.Pcap;

public sealed class PacketStreamTests
{
    private static readonly long Time = new DateTime(2026, 11, 22, 15, 0, 0, DateTimeKind.Utc).Ticks + 1_234_567;
    private readonly ByteWriter _file = new();

    [Theory]
    [InlineData("192.0.2.1", "198.51.100.2")]
    [InlineData("2001:db8::1", "2001:db8::2")]
    public void Datagram_keeps_time_to_100_ns_comment_and_direction(string from, string to)
    {
        var stream = Pcapng();
        Assert.True(Write(stream, "OPTIONS x", from, to, TransportProtocol.Udp, comment: "snd by process 1"));

        var frame = Assert.Single(CaptureReader.ReadPcapng(_file.Written));
        Assert.Equal((Time, "snd by process 1", 2, false, 5070, 5060, "OPTIONS x"), (frame.Ticks, frame.Comment, frame.Direction, frame.IsTcp, frame.SourcePort, frame.DestinationPort, frame.Text));
    }

    [Theory]
    [InlineData("192.0.2.1", "198.51.100.2")]
    [InlineData("2001:db8::1", "2001:db8::2")]
    public void Connection_begins_with_a_handshake_and_its_numbers_fit_together(string client, string server)
    {
        var stream = Pcapng();
        Write(stream, "one", client, server, TransportProtocol.Tcp);
        Write(stream, "answer", server, client, TransportProtocol.Tcp, fromPort: 5060, toPort: 5070, isFromClient: false);
        Write(stream, new string('x', 70_000), client, server, TransportProtocol.Tls);

        var frames = CaptureReader.ReadPcapng(_file.Written);
        Assert.Equal([TcpSegment.Syn, TcpSegment.Syn | TcpSegment.Ack, TcpSegment.Ack], frames.Take(3).Select(static frame => (byte)frame.Flags));
        Assert.Equal(["one", "answer", new string('x', 70_000)], [frames[3].Text, frames[4].Text, string.Concat(frames.Skip(5).Select(static frame => frame.Text))]);
        AssertNumbers(frames);
    }

    [Fact]
    public void WebSocket_shows_the_upgrade_and_a_frame_around_each_message_masked_from_the_client()
    {
        var stream = Pcapng();
        Write(stream, "short", "192.0.2.1", "198.51.100.2", TransportProtocol.Ws);
        Write(stream, new string('y', 300), "198.51.100.2", "192.0.2.1", TransportProtocol.Ws, fromPort: 5060, toPort: 5070, isFromClient: false);
        Write(stream, new string('z', 66_000), "192.0.2.1", "198.51.100.2", TransportProtocol.Wss);

        var frames = CaptureReader.ReadPcapng(_file.Written);
        Assert.StartsWith("GET / HTTP/1.1\r\nHost: 198.51.100.2:5060\r\n", frames[3].Text, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 101 ", frames[4].Text, StringComparison.Ordinal);
        Assert.Equal("\x81\x85\0\0\0\0short", frames[5].Text);
        Assert.Equal("\x81\x7e\x01\x2c" + new string('y', 300), frames[6].Text);
        Assert.Equal("\x81\xff\0\0\0\0\0\x01\x01\xd0\0\0\0\0" + new string('z', 66_000), string.Concat(frames.Skip(7).Select(static frame => frame.Text)));
        AssertNumbers(frames);
    }

    [Fact]
    public void Port_that_is_used_again_by_another_connection_gets_a_handshake_of_its_own()
    {
        var stream = Pcapng();
        Write(stream, "one", "192.0.2.1", "198.51.100.2", TransportProtocol.Tcp, connection: 7);
        Write(stream, "two", "192.0.2.1", "198.51.100.2", TransportProtocol.Tcp, connection: 8);

        var frames = CaptureReader.ReadPcapng(_file.Written);
        Assert.Equal(2, frames.Count(static frame => frame.Flags == TcpSegment.Syn));
        Assert.NotEqual(frames[0].Sequence, frames[4].Sequence);
    }

    [Fact]
    public void Connection_that_this_server_opened_is_shown_so_even_when_the_answer_is_seen_first()
    {
        var stream = Pcapng();
        Write(stream, "answer", "198.51.100.2", "192.0.2.1", TransportProtocol.Tcp, isFromClient: false, isOutgoing: false);

        var frames = CaptureReader.ReadPcapng(_file.Written);
        Assert.Equal([(5060, 2), (5070, 1), (5060, 2), (5070, 1)], frames.Select(static frame => (frame.SourcePort, frame.Direction)));
    }

    [Fact]
    public void Classic_file_holds_the_same_frames()
    {
        var stream = new PacketStream(new PcapFile());
        stream.Begin(_file);
        Write(stream, "one", "192.0.2.1", "198.51.100.2", TransportProtocol.Tcp, comment: "not kept");

        var frames = CaptureReader.ReadPcap(_file.Written);
        Assert.Equal("one", frames[3].Text);
        Assert.Equal(Time / 10 * 10, frames[3].Ticks);
        AssertNumbers(frames);
    }

    [Fact]
    public void Unknown_address_two_families_and_a_datagram_too_long_are_left_out()
    {
        var stream = Pcapng();
        var before = _file.Length;
        Assert.False(Write(stream, "x", "192.0.2.1", "2001:db8::2", TransportProtocol.Udp));
        Assert.False(stream.TryWrite(_file, new PacketMessage { Bytes = "x"u8, Protocol = TransportProtocol.Tcp }));
        Assert.False(Write(stream, new string('x', 65_536), "192.0.2.1", "198.51.100.2", TransportProtocol.Udp));
        Assert.Equal(before, _file.Length);
    }

    private static void AssertNumbers(List<CapturedFrame> frames)
    {
        var next = new Dictionary<int, uint>();
        foreach (var frame in frames)
        {
            if (next.TryGetValue(frame.SourcePort, out var expected))
                Assert.Equal(expected, frame.Sequence);

            if (frame.Flags != TcpSegment.Syn)
                Assert.Equal(next[frame.DestinationPort], frame.Acknowledged);

            next[frame.SourcePort] = frame.Sequence + (uint)frame.Data.Length + ((frame.Flags & TcpSegment.Syn) != 0 ? 1u : 0u);
        }
    }

    private PacketStream Pcapng()
    {
        var stream = new PacketStream(new PcapngFile("signalbox test", "test"));
        stream.Begin(_file);
        return stream;
    }

    private bool Write(PacketStream stream, string text, string from, string to, TransportProtocol protocol, string comment = "", int fromPort = 5070, int toPort = 5060, bool isFromClient = true, bool isOutgoing = true, long connection = 0) =>
        stream.TryWrite(_file, new PacketMessage
        {
            Bytes = Encoding.Latin1.GetBytes(text), Source = ModuleBench.Address(from, fromPort), Destination = ModuleBench.Address(to, toPort), Protocol = protocol,
            UtcTicks = Time, IsOutgoing = isOutgoing, IsFromClient = isFromClient, ConnectionId = connection, Comment = Encoding.ASCII.GetBytes(comment),
        });
}
