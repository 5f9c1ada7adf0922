using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class TcpPathTests
{
    [Fact]
    public async Task Requests_in_one_segment_and_one_in_many_are_answered_in_order()
    {
        await using var engine = await StartAsync();
        using var client = Connect(engine);
        byte[] three = [.. TestEngine.Request(transport: "TCP"), .. TestEngine.Request(transport: "TCP", body: "abc"), .. TestEngine.Request("INFO", "TCP")];
        client.Send(three);
        Assert.Equal("1 OPTIONS,1 OPTIONS,1 INFO", await CSeqsAsync(client, 3));

        foreach (var b in TestEngine.Request("MESSAGE", "TCP", "hello"))
            client.Send([b]);

        Assert.Equal("1 MESSAGE", await CSeqsAsync(client, 1));
    }

    [Fact]
    public async Task A_listen_line_without_transport_opens_udp_and_tcp_unless_tcp_is_off()
    {
        await using var both = await TestEngine.StartAsync(e => e.Source.Listen[0] = e.Source.Listen[0] with { Protocol = TransportProtocol.None });
        await using var one = await TestEngine.StartAsync(e =>
        {
            e.Source.Listen[0] = e.Source.Listen[0] with { Protocol = TransportProtocol.None };
            e.Source.Configure = s => s.DisableTcp = true;
        });

        Assert.Equal([TransportProtocol.Udp, TransportProtocol.Tcp], both.Table.Sockets.Select(s => s.Protocol));
        Assert.Equal([TransportProtocol.Udp], one.Table.Sockets.Select(s => s.Protocol));
    }

    [Fact]
    public async Task A_double_empty_line_is_answered_with_one()
    {
        await using var engine = await StartAsync();
        using var client = Connect(engine);
        client.Send("\r\n\r\n"u8);

        Assert.Equal("\r\n", TestEngine.Receive(client));
    }

    [Theory]
    [InlineData("garbage with a line end\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nTo: x\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: abc\r\n\r\n")]
    public async Task What_cannot_be_framed_closes_the_connection_without_an_answer(string bytes)
    {
        await using var engine = await StartAsync();
        using var client = Connect(engine);
        client.Send(Encoding.ASCII.GetBytes(bytes));

        Assert.Equal(string.Empty, TestEngine.Receive(client));
        using var next = Connect(engine);
        next.Send(TestEngine.Request(transport: "TCP"));
        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(next));
    }

    [Fact]
    public async Task Random_bytes_on_many_connections_leave_the_server_answering()
    {
        await using var engine = await StartAsync();
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            using var client = Connect(engine);
            var bytes = new byte[random.Next(1, 5000)];
            random.NextBytes(bytes);
            client.Send(bytes);
        }

        using var last = Connect(engine);
        last.Send(TestEngine.Request(transport: "TCP"));
        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(last));
        Assert.Equal(0, engine.Runtime.Workers.Total().Faults);
    }

    [Fact]
    public async Task A_blocked_message_holds_up_its_own_connection_only()
    {
        using var gate = new ManualResetEventSlim();
        await using var engine = await StartAsync(e =>
        {
            var answer = e.Answer();
            e.Source.Request = new StubRoute(context =>
            {
                if (context.Message.MethodText.Length == 4)
                    gate.Wait();

                answer.Run(context);
            });
        });
        using var blocked = Connect(engine);
        using var free = Connect(engine);
        blocked.Send(TestEngine.Request("INFO", "TCP"));
        blocked.Send(TestEngine.Request(transport: "TCP"));
        free.Send(TestEngine.Request(transport: "TCP"));
        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(free));

        gate.Set();
        Assert.Equal("1 INFO,1 OPTIONS", await CSeqsAsync(blocked, 2));
    }

    [Fact]
    public async Task Too_many_connections_are_turned_away()
    {
        await using var engine = await StartAsync(e => e.Source.Configure = s => s.TcpMaxConnections = 2);
        using var first = Connect(engine);
        using var second = Connect(engine);
        first.Send(TestEngine.Request(transport: "TCP"));
        second.Send(TestEngine.Request(transport: "TCP"));
        TestEngine.Receive(first);
        TestEngine.Receive(second);
        using var third = Connect(engine);

        Assert.Equal(string.Empty, TestEngine.Receive(third));
    }

    [Fact]
    public async Task Idle_connections_are_closed_after_their_lifetime()
    {
        await using var engine = await StartAsync(e => e.Source.Configure = s => s.TcpConnectionLifetime = 0);
        using var client = Connect(engine);

        Assert.Equal(string.Empty, TestEngine.Receive(client));
    }

    [Fact]
    public async Task Sending_opens_one_connection_and_uses_it_again()
    {
        await using var engine = await StartAsync();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var to = new Destination { Protocol = TransportProtocol.Tcp, Remote = HostEndPoint.From((IPEndPoint)server.LocalEndpoint) };
        var sender = engine.Services.Get<IMessageSender>();
        var worker = new WorkerState(99, "test");

        Assert.Equal(SendStatus.Sent, sender.SendUntapped(worker, to, "one,"u8));
        Assert.Equal(SendStatus.Sent, sender.SendUntapped(worker, to, "two,"u8));
        Assert.Equal(SendStatus.Sent, sender.SendUntapped(worker, to, TestEngine.Request(transport: "TCP")));
        using var accepted = await server.AcceptSocketAsync();
        accepted.ReceiveTimeout = 10_000;
        var text = string.Empty;
        while (!text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            text += TestEngine.Receive(accepted);

        Assert.StartsWith("one,two,OPTIONS", text);
        Assert.False(server.Pending());
        accepted.Send(TestEngine.Request("INFO", "TCP"));
        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(accepted));
    }

    [Fact]
    public async Task A_refused_connection_fails_at_once_and_no_connect_never_opens_one()
    {
        await using var engine = await StartAsync();
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var to = new Destination { Protocol = TransportProtocol.Tcp, Remote = HostEndPoint.From((IPEndPoint)free.LocalEndpoint) };
        var sender = engine.Services.Get<IMessageSender>();
        Assert.Equal(SendStatus.Failed, sender.SendUntapped(new WorkerState(99, "test"), to with { NoConnect = true }, "x"u8));

        free.Stop();
        Assert.Equal(SendStatus.Failed, sender.SendUntapped(new WorkerState(99, "test"), to, "x"u8));
    }

    [Fact]
    public async Task A_peer_that_reads_nothing_is_refused_more_and_gets_whole_messages_later()
    {
        await using var engine = await StartAsync();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var to = new Destination { Protocol = TransportProtocol.Tcp, Remote = HostEndPoint.From((IPEndPoint)server.LocalEndpoint) };
        var sender = engine.Services.Get<IMessageSender>();
        var worker = new WorkerState(99, "test");
        var block = new byte[10_000];
        var taken = 0L;
        while (sender.SendUntapped(worker, to, block) == SendStatus.Sent)
            taken += block.Length;

        using var accepted = await server.AcceptSocketAsync();
        var buffer = new byte[100_000];
        for (var left = taken; left > 0;)
            left -= await accepted.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(10));

        await Wait.UntilAsync(() => sender.SendUntapped(worker, to, block) == SendStatus.Sent);
        for (var left = block.Length; left > 0;)
            left -= await accepted.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, accepted.Available);
    }

    [Fact]
    public async Task The_tap_shows_both_ways_with_addresses_and_connection()
    {
        var observer = new RecordingObserver();
        await using var engine = await StartAsync(e => e.Source.Modules = () => [observer]);
        using var client = Connect(engine);
        client.Send(TestEngine.Request(transport: "TCP"));
        TestEngine.Receive(client);
        await Wait.UntilAsync(() => observer.Lines.Count == 2);

        var peer = client.LocalEndPoint;
        var own = engine.EndPoint();
        Assert.Equal([$"in tcp {peer} {own} 1 Network", $"out tcp {peer} {own} 1 StatelessReply"], observer.Lines);
    }

    private static Task<TestEngine> StartAsync(Action<TestEngine>? prepare = null) => TestEngine.StartAsync(e =>
    {
        e.Source.Listen[0] = new ListenAddress(TransportProtocol.Tcp, "127.0.0.1", -1, null, 0, string.Empty, null);
        e.Source.Request = e.Answer();
        prepare?.Invoke(e);
    });

    private static Socket Connect(TestEngine engine)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000, NoDelay = true };
        socket.Connect(engine.EndPoint());
        return socket;
    }

    private static async Task<string> CSeqsAsync(Socket client, int count)
    {
        var text = string.Empty;
        await Wait.UntilAsync(() =>
        {
            if (client.Available > 0)
                text += TestEngine.Receive(client);

            return text.Split("\r\n\r\n").Length > count;
        });
        return string.Join(',', text.Split("\r\n").Where(line => line.StartsWith("CSeq: ", StringComparison.Ordinal)).Select(line => line[6..]));
    }

    private sealed class RecordingObserver : ITapObserver
    {
        public List<string> Lines { get; } = [];

        public void Received(in TapEvent message) => Add("in", message);

        public void Sent(in TapEvent message) => Add("out", message);

        public void Matched(in TapEvent message) => Add("matched", message);

        private void Add(string what, in TapEvent message)
        {
            lock (Lines)
                Lines.Add($"{what} {message.Protocol.Name()} {message.Remote} {message.Local} {message.ConnectionId} {message.Origin}");
        }
    }
}
