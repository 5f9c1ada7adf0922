using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class UdpPathTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_request_is_answered_by_its_route(int socketPerWorker)
    {
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Request = e.Answer();
            e.Source.Configure = s => s.UdpSocketPerWorker = socketPerWorker;
        });
        for (var i = 0; i < 8; i++)
        {
            using var client = TestEngine.UdpClient();
            client.SendTo(TestEngine.Request(), engine.EndPoint());

            Assert.StartsWith("SIP/2.0 200 OK\r\n", TestEngine.Receive(client));
        }

        Assert.Equal(8, engine.Runtime.Workers.Total().Requests);
    }

    [Fact]
    public async Task IPv6_is_answered_from_the_same_address()
    {
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Listen[0] = e.Source.Listen[0] with { Host = "[::1]" };
            e.Source.Request = e.Answer();
        });
        using var client = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        client.Connect(engine.EndPoint());
        client.Send(TestEngine.Request());

        Assert.StartsWith("SIP/2.0 200 OK\r\n", TestEngine.Receive(client));
        Assert.Equal("[::1]", Encoding.ASCII.GetString(engine.Table.Sockets[0].ViaHost));
    }

    [Fact]
    public async Task A_wildcard_listener_knows_the_true_local_address()
    {
        HostEndPoint local = default;
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Listen[0] = e.Source.Listen[0] with { Host = "0.0.0.0" };
            var answer = e.Answer();
            e.Source.Request = new StubRoute(context =>
            {
                local = context.Received.Local;
                answer.Run(context);
            });
        });
        using var client = TestEngine.UdpClient();
        client.SendTo(TestEngine.Request(), new System.Net.IPEndPoint(System.Net.IPAddress.Parse("127.0.0.2"), engine.EndPoint().Port));
        TestEngine.Receive(client);

        Assert.Equal("127.0.0.2", local.HostText());
        Assert.Equal(engine.EndPoint().Port, local.Port);
        Assert.NotEqual("0.0.0.0", Encoding.ASCII.GetString(engine.Table.Sockets[0].ViaHost));
    }

    [Fact]
    public async Task The_name_of_the_listen_address_is_this_server_unless_auto_aliases_is_off()
    {
        await using var on = await TestEngine.StartAsync(_ => { });
        await using var off = await TestEngine.StartAsync(e => e.Source.Configure = s => s.AutoAliases = false);

        Assert.True(on.Table.IsMyself(on.Reload.Current, "localhost"u8, on.EndPoint().Port));
        Assert.False(on.Table.IsMyself(on.Reload.Current, "localhost"u8, 1));
        Assert.False(off.Table.IsMyself(off.Reload.Current, "localhost"u8, off.EndPoint().Port));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task Requests_that_waited_together_are_answered_in_their_order(string host)
    {
        const int count = 60;
        using var gate = new ManualResetEventSlim();
        await using var engine = await TestEngine.StartAsync(e =>
        {
            var answer = e.Answer();
            e.Source.Listen[0] = e.Source.Listen[0] with { Host = host };
            e.Source.Configure = s => (s.Children, s.UdpSocketPerWorker) = (1, 1);
            e.Source.Request = new StubRoute(context =>
            {
                gate.Wait(TimeSpan.FromSeconds(20));
                return answer.Run(context);
            });
        });
        using var client = TestEngine.UdpClient();
        var server = new IPEndPoint(IPAddress.Loopback, engine.EndPoint().Port);
        for (var i = 0; i < count; i++)
            client.SendTo(TestEngine.Request(via: 6000 + i), server);

        gate.Set();

        for (var i = 0; i < count; i++)
            Assert.Contains($"127.0.0.1:{6000 + i};", TestEngine.Receive(client));
    }

    [Fact]
    public async Task A_reply_leaves_before_the_request_that_is_sent_after_it()
    {
        using var batch = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        using var target = TestEngine.UdpClient();
        await using var engine = await TestEngine.StartAsync(e =>
        {
            var answer = e.Answer();
            e.Source.Configure = s => (s.Children, s.UdpSocketPerWorker) = (1, 1);
            e.Source.Request = new StubRoute(context =>
            {
                batch.Wait(TimeSpan.FromSeconds(20));
                var result = answer.Run(context);
                var next = new Destination { Protocol = TransportProtocol.Udp, Remote = HostEndPoint.From((IPEndPoint)target.LocalEndPoint!), Socket = context.Received.Socket };
                var message = new OutboundMessage { Worker = context.Worker, Snapshot = context.Snapshot, Origin = MessageOrigin.Forwarded, Context = context };
                e.Services.Get<IMessageSender>().Send(next, TestEngine.Request(), message);
                if (context.Message.MethodText.Length == 4)
                    end.Wait(TimeSpan.FromSeconds(20));

                return result;
            });
        });
        using var client = TestEngine.UdpClient();
        for (var i = 0; i < 3; i++)
            client.SendTo(TestEngine.Request(i == 2 ? "INFO" : "OPTIONS", via: 6000 + i), engine.EndPoint());

        batch.Set();
        for (var i = 0; i < 3; i++)
            Assert.Contains($"127.0.0.1:{6000 + i};", TestEngine.Receive(client));

        Assert.StartsWith("OPTIONS ", TestEngine.Receive(target));
        end.Set();
    }

    [Fact]
    public async Task Keepalives_and_short_datagrams_are_ignored_silently()
    {
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer());
        using var client = TestEngine.UdpClient();
        client.SendTo(""u8, engine.EndPoint());
        client.SendTo("\r\n\r\n"u8, engine.EndPoint());
        client.SendTo(new byte[100], engine.EndPoint());
        client.SendTo("OPTIONS sip:a SIP/2.0\r\n\r\n"u8, engine.EndPoint());
        client.SendTo(TestEngine.Request(), engine.EndPoint());

        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(client));
        await Wait.UntilAsync(() => engine.Runtime.Workers.Total().Keepalives == 3);
        Assert.Equal(0, engine.Runtime.Workers.Total().BadMessages);
    }

    [Fact]
    public async Task A_route_that_throws_costs_the_message_and_not_the_worker()
    {
        await using var engine = await TestEngine.StartAsync(e =>
        {
            var answer = e.Answer();
            e.Source.Configure = s => s.Children = 1;
            e.Source.Request = new StubRoute(context => context.Message.MethodText.Length == 4 ? throw new InvalidOperationException("boom") : answer.Run(context));
        });
        using var client = TestEngine.UdpClient();
        client.SendTo(TestEngine.Request("INFO"), engine.EndPoint());
        client.SendTo(TestEngine.Request(), engine.EndPoint());

        Assert.StartsWith("SIP/2.0 200", TestEngine.Receive(client));
        Assert.Equal(1, engine.Runtime.Workers.Total().Faults);
    }

    [Fact]
    public async Task Ten_thousand_random_datagrams_and_every_prefix_leave_the_server_answering()
    {
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer());
        using var client = TestEngine.UdpClient();
        var random = new Random(4711);
        var whole = TestEngine.Request(body: "v=0\r\n");
        for (var length = 0; length <= whole.Length; length++)
            client.SendTo(whole.AsSpan(0, length), engine.EndPoint());

        var buffer = new byte[2000];
        for (var i = 0; i < 10_000; i++)
        {
            var length = random.Next(buffer.Length);
            random.NextBytes(buffer.AsSpan(0, length));
            if (i % 2 == 0)
                Spoil(whole, buffer, random, out length);

            client.SendTo(buffer.AsSpan(0, length), engine.EndPoint());
        }

        using var probe = TestEngine.UdpClient();
        await Wait.UntilAsync(() => Answers(probe, engine));
        Assert.Equal(0, engine.Runtime.Workers.Total().Faults);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        await using var first = await TestEngine.StartAsync(e => e.Source.Request = e.Answer());
        var port = first.EndPoint().Port;
        var second = new TestEngine();
        second.Source.Listen[0] = second.Source.Listen[0] with { Port = port };

        var error = await Assert.ThrowsAsync<EngineStartException>(() => second.Runtime.StartAsync(second.Source, CancellationToken.None));

        Assert.Equal($"udp:127.0.0.1:{port}: address already in use", error.Message);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_one_clear_line()
    {
        var engine = new TestEngine();
        engine.Source.Listen[0] = engine.Source.Listen[0] with { Host = "192.0.2.77", Port = 5060 };

        var error = await Assert.ThrowsAsync<EngineStartException>(() => engine.Runtime.StartAsync(engine.Source, CancellationToken.None));

        Assert.Equal("udp:192.0.2.77:5060: address is not one of this machine", error.Message);
    }

    [Fact]
    public async Task Tls_listeners_are_left_out_while_tls_is_off_and_refused_without_the_module()
    {
        var tls = new ListenAddress(TransportProtocol.Tls, "127.0.0.1", 5060, null, 0, string.Empty, null);
        await using var off = await TestEngine.StartAsync(e => e.Source.Listen.Add(tls));
        Assert.DoesNotContain(off.Table.Sockets, socket => socket.Protocol == TransportProtocol.Tls);

        var engine = new TestEngine();
        engine.Source.Configure = settings => settings.EnableTls = true;
        engine.Source.Listen[0] = tls;
        var error = await Assert.ThrowsAsync<EngineStartException>(() => engine.Runtime.StartAsync(engine.Source, CancellationToken.None));
        Assert.Equal("tls:127.0.0.1:5060: TLS needs certificates: found enable_tls=yes, expected loadmodule \"tls.so\" too", error.Message);
    }

    private static void Spoil(byte[] whole, byte[] buffer, Random random, out int length)
    {
        whole.CopyTo(buffer, 0);
        for (var spoilt = random.Next(1, 6); spoilt > 0; spoilt--)
            buffer[random.Next(whole.Length)] = (byte)random.Next(256);

        // Answers to these would only fill the client's buffer.
        buffer[0] = 0;
        length = whole.Length;
    }

    private static bool Answers(Socket probe, TestEngine engine)
    {
        probe.ReceiveTimeout = 300;
        probe.SendTo(TestEngine.Request(), engine.EndPoint());
        try
        {
            return TestEngine.Receive(probe).StartsWith("SIP/2.0 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
