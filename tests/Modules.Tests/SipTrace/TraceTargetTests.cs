using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Modules.SipTrace;
using Xunit;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>duplicate_uri with several collectors.</summary>
public sealed class TraceTargetTests
{
    private const string Options = "OPTIONS sip:127.0.0.1:15060 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:15070;branch=z9hG4bK-b1\r\nFrom: <sip:alice@example.org>;tag=ft1\r\nTo: <sip:bob@example.org>\r\nCall-ID: opt@example.org\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("sip:10.0.0.1", "1")]
    [InlineData("sip:10.0.0.1:9060, sip:10.0.0.2:9060;transport=tcp", "1 1")]
    [InlineData("sip:10.0.0.1:9060 | sip:10.0.0.2:9060,sip:a,b@10.0.0.3", "2 1")]
    [InlineData("sip:10.0.0.1,", null)]
    [InlineData("sip:10.0.0.1,tel:+1", null)]
    [InlineData("sip:10.0.0.1||sip:10.0.0.2", null)]
    [InlineData("sip:1|sip:2|sip:3|sip:4|sip:5|sip:6|sip:7|sip:8|sip:9|sip:10|sip:11|sip:12|sip:13|sip:14|sip:15|sip:16|sip:17", null)]
    public void A_list_says_who_gets_a_copy_and_who_stands_in(string text, string? counts)
    {
        using var target = TraceTarget.Parse(text);

        Assert.Equal(counts, target is null ? null : string.Join(' ', target.Receivers.Select(static collectors => collectors.Length)));
    }

    [Fact]
    public void Each_receiver_gets_a_copy()
    {
        using var bench = Start("sip:127.0.0.1:15100,sip:127.0.0.2:15101");

        Assert.Equal(1, bench.Call(bench.Receive(Options, ModuleBench.Address("127.0.0.1", 15070)), "sip_trace"));

        Assert.Equal([15100, 15101], bench.Sender.Copies.Select(static copy => copy.Destination.Remote.Port));
    }

    [Fact]
    public void The_next_collector_stands_in_for_one_whose_port_is_closed()
    {
        using var first = Open(0);
        using var second = Open(0);
        var (firstPort, secondPort) = (PortOf(first), PortOf(second));
        using var bench = Start($"sip:127.0.0.1:{firstPort}|sip:127.0.0.1:{secondPort}");
        Trace(bench);
        Assert.Equal(Options, Read(first));

        first.Dispose();
        Trace(bench, "lost before the answer");
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Trace(bench, "after it");
                return second.Available > 0;
            },
            TimeSpan.FromSeconds(5)));
        Assert.Contains("Call-ID: after it\r\n", Read(second), StringComparison.Ordinal);
        var repeated = new List<string>();
        while (!repeated.Exists(static text => text.Contains("Call-ID: lost before the answer\r\n", StringComparison.Ordinal)))
            repeated.Add(Read(second));

        Assert.Empty(bench.Sender.Copies);
    }

    [Fact]
    public void A_closed_port_is_noticed_with_a_forced_socket_too_and_copies_leave_from_its_address()
    {
        using var first = Open(0);
        using var second = Open(0);
        using var bench = Start($"sip:127.0.0.1:{PortOf(first)}|sip:127.0.0.1:{PortOf(second)}", static bench => bench.Set("send_sock_name", "aside"));
        Trace(bench);
        Assert.Equal("127.0.0.3", Sender(first));

        first.Dispose();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Trace(bench);
                return second.Available > 0;
            },
            TimeSpan.FromSeconds(5)));
        Assert.Equal("127.0.0.3", Sender(second));
        Assert.Empty(bench.Sender.Copies);
    }

    [Fact]
    public void Copies_that_may_be_lost_are_the_last_one_and_those_shortly_before_it()
    {
        var copies = new RecentCopies();
        for (var i = 0; i < 100; i++)
            copies.Add([(byte)i], now: 1_000 + i);

        for (var i = 36; i < 100; i++)
        {
            Assert.True(copies.TryTake(out var copy));
            Assert.Equal(i, copy.Bytes[0]);
            copies.Return(copy);
        }

        Assert.False(copies.TryTake(out _));
        copies.Add([1], now: 2_000);
        copies.Add([2], now: 2_300);
        Assert.True(copies.TryTake(out var last));
        Assert.Equal(2, last.Bytes[0]);
        Assert.False(copies.TryTake(out _));
    }

    [Fact]
    public void A_collector_pauses_after_a_failure_and_is_usable_after_a_copy()
    {
        using var collector = TraceCollector.Parse("sip:127.0.0.1")!;
        collector.Note(sent: false);
        Assert.False(collector.IsUsable);
        collector.Note(sent: true);
        Assert.True(collector.IsUsable);
        Assert.Null(collector.Link);
    }

    private static ModuleBench Start(string uri, Action<ModuleBench>? configure = null)
    {
        var bench = new ModuleBench("siptrace").Set("trace_on", 1).Set("trace_to_database", 0).Set("duplicate_uri", uri);
        configure?.Invoke(bench);
        Assert.True(bench.Start());
        return bench;
    }

    private static void Trace(ModuleBench bench, string callId = "opt@example.org") =>
        bench.Call(bench.Receive(Options.Replace("opt@example.org", callId, StringComparison.Ordinal), ModuleBench.Address("127.0.0.1", 15070)), "sip_trace");

    private static Socket Open(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static string Sender(Socket socket)
    {
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        socket.ReceiveFrom(new byte[4_096], ref sender);
        return ((IPEndPoint)sender).Address.ToString();
    }

    private static string Read(Socket socket)
    {
        var buffer = new byte[4_096];
        return Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
    }
}
