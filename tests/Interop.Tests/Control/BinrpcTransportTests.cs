using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>What golden/control/binrpc-transports.txt recorded of each kind of socket.</summary>
[Collection("fixed ports")]
public sealed class BinrpcTransportTests
{
    private const int Silence = 1000;
    private const int Patience = 10_000;
    private const int MostPerDatagram = 5120;

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control", "binrpc-transports.txt"));

    [ToolFact("kamcmd")]
    public void Datagrams_are_answered_as_recorded()
    {
        using var server = new ControlServer();
        var door = new UnixDomainSocketEndPoint(Path.Combine(server.Folder, "ctld"));
        using (var unbound = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified))
            unbound.SendTo(Hex("unix datagram: request (.*) reply"), door);

        using var bound = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        bound.Bind(new UnixDomainSocketEndPoint(Path.Combine(server.Folder, "me")));
        bound.SendTo(Hex("unix datagram: request (.*) reply"), door);
        Assert.Equal(Hex("unix datagram: request .* reply (.*)$"), Receive(bound));

        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Connect(IPAddress.Loopback, ControlServer.BinrpcPort);
        udp.Send(Hex("^udp: request (.*) reply"));
        Assert.Equal(Hex("^udp: request .* reply (.*)$"), Receive(udp));

        Assert.Contains("udp: 2-byte datagram: no reply", Lines);
        udp.Send([0xa1, 0x00]);
        Assert.False(udp.Poll(Silence * 1000, SelectMode.SelectRead));
        server.Stop();
    }

    [ToolFact("kamcmd")]
    public void A_long_reply_comes_in_several_datagrams_of_which_the_first_has_the_header()
    {
        using var server = new ControlServer();
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Connect(IPAddress.Loopback, ControlServer.BinrpcPort);
        udp.Send(Request(1, "app_lua.api_list"));
        var first = Receive(udp);

        // A reply; its length takes two bytes or, as recorded with more modules (a1 18 01 0d 9f), three.
        Assert.Equal((0xa1, 0x10), (first[0], first[1] & 0xf0));
        var lengthBytes = ((first[1] >> 2) & 3) + 1;
        Assert.InRange(lengthBytes, 2, 3);
        var whole = first.AsSpan(2, lengthBytes).ToArray().Aggregate(0, static (sum, part) => (sum << 8) | part) + 2 + lengthBytes + (first[1] & 3) + 1;
        var (got, parts) = (first.Length, 1);
        for (; got < whole; parts++)
        {
            var part = Receive(udp);
            Assert.InRange(part.Length, 1, MostPerDatagram);
            got += part.Length;
        }

        Assert.Equal(whole, got);
        Assert.True(parts > 10, $"{parts} datagrams");
        server.Stop();
    }

    [ToolFact("kamcmd")]
    public void Streams_are_answered_as_recorded()
    {
        using var server = new ControlServer();
        using (var pipelined = ControlDoors.OpenTcp(ControlServer.BinrpcPort))
        {
            pipelined.Send([.. Request(0x51, "core.printi", 1), .. Request(0x52, "core.printi", 2)]);
            pipelined.Shutdown(SocketShutdown.Send);
            Assert.Equal(Hex("two pipelined requests -> (.*)$"), ReceiveAll(pipelined));
        }

        using (var split = ControlDoors.OpenTcp(ControlServer.BinrpcPort))
        {
            var request = Request(0x61, "core.printi", 7);
            split.NoDelay = true;
            split.Send(request.AsSpan(0, 6));
            Thread.Sleep(100);
            split.Send(request.AsSpan(6));
            split.Shutdown(SocketShutdown.Send);
            Assert.Equal(Hex("split over two writes -> (.*)$"), ReceiveAll(split));
        }

        using (var bad = ControlDoors.OpenTcp(ControlServer.BinrpcPort))
        {
            bad.Send([0xb1, .. Request(0x61, "core.printi", 7).AsSpan(1)]);
            Assert.Equal(Hex(@"bad magic -> ([0-9a-f ]*) \|"), ReceiveAll(bad));
        }

        server.Stop();
    }

    private static byte[] Request(byte cookie, string method, int? number = null)
    {
        byte[] name = [.. System.Text.Encoding.ASCII.GetBytes(method), 0];
        byte[] text = name.Length < 8 ? [(byte)((name.Length << 4) | 1)] : [0x91, (byte)name.Length];
        byte[] body = [.. text, .. name, .. number is { } value ? new byte[] { 0x10, (byte)value } : []];
        return [0xa1, 0x00, (byte)body.Length, cookie, .. body];
    }

    private static byte[] Hex(string pattern)
    {
        var found = Lines.Select(line => Regex.Match(line, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).First(static match => match.Success);
        return [.. found.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    private static byte[] Receive(Socket socket)
    {
        socket.ReceiveTimeout = Patience;
        var buffer = new byte[65536];
        return buffer[..socket.Receive(buffer)];
    }

    private static byte[] ReceiveAll(Socket socket)
    {
        var all = new List<byte>();
        while (Receive(socket) is { Length: > 0 } part)
            all.AddRange(part);

        return [.. all];
    }
}
