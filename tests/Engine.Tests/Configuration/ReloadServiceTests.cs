using System.Net;
using System.Net.Sockets;
using Engine.Tests.Hosting;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Configuration;

public sealed class ReloadServiceTests
{
    [Fact]
    public async Task The_new_generation_answers_and_the_old_modules_stop()
    {
        var made = new List<StubModule>();
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Request = e.Answer("one");
            e.Source.Modules = () => [Make(made)];
        });
        engine.Source.Request = engine.Answer("two");

        var outcome = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.True(outcome.Succeeded, outcome.Error);
        Assert.Equal(2, outcome.Generation);
        Assert.Equal("SIP/2.0 200 two", FirstLine(engine));
        Assert.True(made[1].IsStarted);
        await Wait.UntilAsync(() => made[0].IsStopped);
        Assert.False(made[1].IsStopped);
        await Wait.UntilAsync(() => engine.Reload.ActiveGenerations.Count == 1);
    }

    [Fact]
    public async Task A_broken_file_changes_nothing_and_the_next_good_one_works()
    {
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer("one"));
        engine.Source.Errors.AddRange(["first thing", "second thing"]);

        var broken = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.False(broken.Succeeded);
        Assert.Equal("error TST0001: first thing (2 errors)", broken.Error);
        Assert.Equal(1, broken.Generation);
        Assert.Equal("SIP/2.0 200 one", FirstLine(engine));

        engine.Source.Errors.Clear();
        engine.Source.Request = engine.Answer("two");
        var good = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.True(good.Succeeded);
        Assert.Equal("SIP/2.0 200 two", FirstLine(engine));
        Assert.Same(good, engine.Reload.Last);
    }

    [Fact]
    public async Task A_module_that_refuses_leaves_the_old_generation_and_stops_those_before_it()
    {
        var made = new List<StubModule>();
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer("one"));
        engine.Source.Modules = () => [Make(made), new StubModule("no such database")];

        var outcome = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.Equal("module 'stub1' does not start: no such database", outcome.Error);
        Assert.True(made[0].IsStopped);
        Assert.Equal(1, engine.Reload.Current.Generation);
        Assert.Equal("SIP/2.0 200 one", FirstLine(engine));
    }

    [Fact]
    public async Task A_check_swaps_nothing()
    {
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer("one"));
        engine.Source.Request = engine.Answer("two");

        var outcome = await engine.Reload.ReloadAsync(checkOnly: true, CancellationToken.None);

        Assert.True(outcome.Succeeded);
        Assert.Equal(1, outcome.Generation);
        Assert.Equal("SIP/2.0 200 one", FirstLine(engine));
    }

    [Fact]
    public async Task A_listener_is_added_and_removed_by_a_reload()
    {
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer("one"));
        var first = engine.EndPoint();
        engine.Source.Listen.Add(new ListenAddress(TransportProtocol.Udp, "127.0.0.2", -1, null, 0, string.Empty, null));

        Assert.True((await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None)).Succeeded);
        Assert.Equal("SIP/2.0 200 one", FirstLine(engine, engine.EndPoint(1)));
        Assert.Equal(first, engine.EndPoint());

        engine.Source.Listen.RemoveAt(0);
        Assert.True((await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None)).Succeeded);
        Assert.Equal("SIP/2.0 200 one", FirstLine(engine));
        Assert.Equal("127.0.0.2", engine.EndPoint().Address.ToString());
        await Wait.UntilAsync(() => CanBind(first));
    }

    [Fact]
    public async Task A_listener_that_cannot_be_bound_refuses_the_reload_and_the_next_one_works()
    {
        using var taken = TestEngine.UdpClient();
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = e.Answer("one"));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        engine.Source.Listen.Add(new ListenAddress(TransportProtocol.Udp, "127.0.0.2", -1, null, 0, string.Empty, null));
        engine.Source.Listen.Add(new ListenAddress(TransportProtocol.Udp, "127.0.0.1", port, null, 0, string.Empty, null));

        var outcome = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.Equal($"udp:127.0.0.1:{port}: address already in use", outcome.Error);
        Assert.Equal(1, outcome.Generation);
        Assert.Single(engine.Table.Sockets);

        engine.Source.Listen.RemoveAt(2);
        Assert.True((await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None)).Succeeded);
        Assert.Equal("SIP/2.0 200 one", FirstLine(engine, engine.EndPoint(1)));
    }

    [Fact]
    public async Task A_second_reload_at_the_same_time_is_told_so()
    {
        using var gate = new ManualResetEventSlim();
        await using var engine = await TestEngine.StartAsync(_ => { });
        engine.Source.Configure = _ => gate.Wait();
        var slow = engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);

        var second = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);
        gate.Set();

        Assert.Equal("Ongoing reload", second.Error);
        Assert.True((await slow).Succeeded);
    }

    [Fact]
    public async Task A_message_at_work_and_a_transaction_keep_their_generation()
    {
        using var gate = new ManualResetEventSlim();
        var made = new List<StubModule>();
        Snapshot? kept = null;
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Modules = () => [Make(made)];
            e.Source.Request = new StubRoute(context =>
            {
                kept = context.Snapshot;
                e.Reload.Retain(context.Snapshot);
                gate.Wait();
            });
        });
        using var client = TestEngine.UdpClient();
        client.SendTo(TestEngine.Request(), engine.EndPoint());
        await Wait.UntilAsync(() => kept is not null);

        await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);
        await Task.Delay(200);
        Assert.False(made[0].IsStopped);

        gate.Set();
        await Task.Delay(200);
        Assert.False(made[0].IsStopped);
        Assert.Equal([2, 1], engine.Reload.ActiveGenerations.Select(g => g.Generation));

        engine.Reload.Release(kept!);
        await Wait.UntilAsync(() => made[0].IsStopped);
    }

    [Fact]
    public async Task Reloads_under_traffic_lose_no_message_and_never_mix_generations()
    {
        var mixed = 0;
        await using var engine = await TestEngine.StartAsync(e => e.Source.Request = Pair(e, () => Interlocked.Increment(ref mixed)));
        using var enough = new CancellationTokenSource();
        var client = Task.Run(() => CallUntil(engine, enough.Token));
        for (var reloads = 0; reloads < 100; reloads++)
        {
            var outcome = await engine.Reload.ReloadAsync(checkOnly: false, CancellationToken.None);
            Assert.True(outcome.Succeeded, outcome.Error);
            await Task.Delay(1);
        }

        await enough.CancelAsync();
        Assert.Equal(0, await client);
        Assert.Equal(0, mixed);
        Assert.Equal(101, engine.Reload.Current.Generation);
        await Wait.UntilAsync(() => engine.Reload.ActiveGenerations.Count == 1);
    }

    private static StubRoute Pair(TestEngine engine, Action mixed)
    {
        var answer = engine.Answer();
        return new StubRoute(context =>
        {
            var before = context.Snapshot;
            if (!ReferenceEquals(context.Worker.Pinned, before))
                mixed();

            answer.Run(context);
            if (!ReferenceEquals(before, context.Snapshot))
                mixed();
        });
    }

    private static int CallUntil(TestEngine engine, CancellationToken enough)
    {
        var failed = 0;
        using var socket = TestEngine.UdpClient();
        while (!enough.IsCancellationRequested)
        {
            socket.SendTo(TestEngine.Request(), engine.EndPoint());
            if (!TestEngine.Receive(socket).StartsWith("SIP/2.0 200", StringComparison.Ordinal))
                failed++;
        }

        return failed;
    }

    private static StubModule Make(List<StubModule> made)
    {
        var module = new StubModule();
        made.Add(module);
        return module;
    }

    private static string FirstLine(TestEngine engine, IPEndPoint? to = null)
    {
        using var client = TestEngine.UdpClient();
        client.SendTo(TestEngine.Request(), to ?? engine.EndPoint());
        return TestEngine.Receive(client).Split("\r\n")[0];
    }

    private static bool CanBind(IPEndPoint address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
