using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Hosting;

/// <summary>What the tcp_* core parameters change.</summary>
public sealed class TcpSettingsTests
{
    private readonly WorkerState _worker = new(99, "test");

    [Theory]
    [InlineData("50524F585920544350342031302E302E302E39203139322E302E322E3220353535352035303630" + "0D0A")]
    [InlineData("0D0A0D0A000D0A515549540A" + "2111000C" + "0A000009" + "C0000202" + "15B3" + "13C4")]
    public async Task A_load_balancer_names_the_peer(string headerInHex)
    {
        var seen = new List<string>();
        await using var engine = await StartAsync(s => s.TcpAcceptHaproxy = true, e => e.Source.Request = new StubRoute(context =>
        {
            lock (seen)
                seen.Add($"{context.Received.Remote} {context.Received.Local}");

            e.Answer().Run(context);
        }));
        using var client = Connect(engine);
        foreach (var b in Convert.FromHexString(headerInHex))
            client.Send([b]);

        client.Send(TestEngine.Request(transport: "TCP"));

        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(client));
        Assert.Equal(["10.0.0.9:5555 192.0.2.2:5060"], seen);
    }

    [Fact]
    public async Task Without_its_header_a_connection_from_a_load_balancer_is_closed()
    {
        await using var engine = await StartAsync(s => s.TcpAcceptHaproxy = true);
        using var wrong = Connect(engine);
        wrong.Send(TestEngine.Request(transport: "TCP"));
        Assert.Equal(string.Empty, ReceiveOrReset(wrong));

        await using var hasty = await StartAsync(s => (s.TcpAcceptHaproxy, s.TcpWaitData) = (true, 100));
        using var silent = Connect(hasty);
        Assert.Equal(string.Empty, ReceiveOrReset(silent));
    }

    [Theory]
    [InlineData(true, ";alias", true)]
    [InlineData(true, "", false)]
    [InlineData(false, ";alias", false)]
    public async Task The_alias_of_a_via_is_a_second_address_of_the_connection(bool accepts, string alias, bool isFound)
    {
        await using var engine = await StartAsync(s => s.TcpAcceptAliases = accepts);
        using var client = Connect(engine);
        var request = Encoding.Latin1.GetString(TestEngine.Request(transport: "TCP", via: 4999)).Replace(";rport", ";rport" + alias, StringComparison.Ordinal);
        client.Send(Encoding.Latin1.GetBytes(request));
        TestEngine.Receive(client);

        var to = new Destination { Protocol = TransportProtocol.Tcp, Remote = new HostEndPoint([127, 0, 0, 1], 4999), NoConnect = true };
        var status = engine.Services.Get<IMessageSender>().SendUntapped(_worker, to, "hello"u8);

        Assert.Equal(isFound ? SendStatus.Sent : SendStatus.Failed, status);
        if (isFound)
            Assert.Equal("hello", TestEngine.Receive(client));
    }

    [Fact]
    public async Task What_waits_for_one_peer_and_for_all_is_limited()
    {
        await using var engine = await StartAsync(s => (s.TcpConnectionQueueBytes, s.TcpQueueBytes) = (20_000, 30_000));
        var connections = engine.Services.Get<IConnections>();
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        var refused = await FillAsync(engine, first);
        Assert.InRange(connections.QueuedBytes, 1, 20_000);
        refused += await FillAsync(engine, second);

        Assert.InRange(connections.QueuedBytes, 1, 30_000);
        Assert.Equal(refused, connections.Counters.QueueFull.Value);
    }

    [Fact]
    public async Task Half_a_message_is_given_up_after_the_wait_for_its_rest()
    {
        await using var engine = await StartAsync(s => s.TcpWaitData = 200);
        using var client = Connect(engine);
        client.Send("OPTIONS sip:a SIP/2.0\r\nTo: "u8);

        Assert.Equal(string.Empty, TestEngine.Receive(client));
    }

    [Fact]
    public async Task Connections_are_opened_from_the_address_and_port_that_the_settings_name()
    {
        await using var plain = await StartAsync(s => s.TcpSourceV4 = "127.0.0.5");
        Assert.Equal("127.0.0.5", (await SourceAsync(plain)).Address.ToString());

        await using var same = await StartAsync(s => s.TcpReusePort = true);
        Assert.Equal(same.EndPoint(), await SourceAsync(same));
    }

    [Fact]
    public async Task Counters_and_list_tell_of_connections()
    {
        await using var engine = await StartAsync();
        var connections = engine.Services.Get<IConnections>();
        using (var client = Connect(engine))
        {
            client.Send(TestEngine.Request(transport: "TCP"));
            TestEngine.Receive(client);
            var one = Assert.Single(connections.All);
            Assert.Equal($"1 Tcp Open {client.LocalEndPoint} {engine.EndPoint()}", $"{one.Id} {one.Protocol} {one.State} {one.Remote} {one.Local}");
            Assert.Equal(120_000, one.LifetimeMilliseconds);
        }

        await Wait.UntilAsync(() => connections.Count().All == 0);
        Assert.Equal((1, 1), (connections.Counters.Accepted.Value, connections.Counters.Established.Value));
    }

    [Fact]
    public async Task Connections_work_over_ipv6()
    {
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Listen[0] = new ListenAddress(TransportProtocol.Tcp, "::1", -1, null, 0, string.Empty, null);
            e.Source.Request = e.Answer();
        });
        using var client = Connect(engine);
        client.Send(TestEngine.Request(transport: "TCP"));

        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(client));
    }

    private static async Task<IPEndPoint> SourceAsync(TestEngine engine)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var to = new Destination { Protocol = TransportProtocol.Tcp, Remote = HostEndPoint.From((IPEndPoint)server.LocalEndpoint) };
        Assert.Equal(SendStatus.Sent, engine.Services.Get<IMessageSender>().SendUntapped(new WorkerState(99, "test"), to, "x"u8));
        using var accepted = await server.AcceptSocketAsync();
        return (IPEndPoint)accepted.RemoteEndPoint!;
    }

    /// <summary>Sends until nothing more is taken, neither by the kernel nor by the queue; returns how often it was refused.</summary>
    private async Task<int> FillAsync(TestEngine engine, TcpListener server)
    {
        server.Start();
        var to = new Destination { Protocol = TransportProtocol.Tcp, Remote = HostEndPoint.From((IPEndPoint)server.LocalEndpoint) };
        var sender = engine.Services.Get<IMessageSender>();
        var refused = 0;
        for (var inARow = 0; inARow < 3;)
        {
            if (sender.SendUntapped(_worker, to, new byte[5000]) == SendStatus.Sent)
            {
                inARow = 0;
                continue;
            }

            refused++;
            inARow++;

            // The queue is full at first because the connection is still being made.
            await Task.Delay(50);
        }

        return refused;
    }

    private static string ReceiveOrReset(Socket client)
    {
        try
        {
            return TestEngine.Receive(client);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return string.Empty;
        }
    }

    private static Task<TestEngine> StartAsync(Action<CoreSettings>? configure = null, Action<TestEngine>? prepare = null) => TestEngine.StartAsync(e =>
    {
        e.Source.Listen[0] = new ListenAddress(TransportProtocol.Tcp, "127.0.0.1", -1, null, 0, string.Empty, null);
        e.Source.Configure = configure ?? (static _ => { });
        e.Source.Request = e.Answer();
        prepare?.Invoke(e);
    });

    private static Socket Connect(TestEngine engine)
    {
        var socket = new Socket(engine.EndPoint().AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000, NoDelay = true };
        socket.Connect(engine.EndPoint());
        return socket;
    }
}
