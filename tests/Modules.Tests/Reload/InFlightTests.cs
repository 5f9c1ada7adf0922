using System.Runtime.CompilerServices;
using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.Tests.Reload;

/// <summary>What is under way when a reload comes (spec reload §4.2).</summary>
public sealed class InFlightTests
{
    private const string Modules = """
        loadmodule "tm.so"
        loadmodule "tmx.so"
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"

        """;

    [Fact]
    public async Task A_failure_route_that_the_reload_removes_still_runs_for_the_call_that_armed_it()
    {
        await using var probe = await ReloadProbe.StartAsync(Arming("first", "600"));
        probe.Invite("a");

        Assert.StartsWith("generation: 2", probe.Reload(Modules + "request_route { sl_send_reply(\"200\", \"second\"); }"), StringComparison.Ordinal);
        probe.Answer("486 Busy");

        Assert.Contains("first: a 486", probe.Log);
        Assert.Equal(["SIP/2.0 100 trying -- your call is important to us", "SIP/2.0 600 first"], probe.SentTo(ReloadProbe.Caller));
        probe.Options();
        Assert.Equal(["SIP/2.0 200 second"], probe.SentTo(ReloadProbe.Caller));
    }

    [Fact]
    public async Task Nothing_keeps_the_memory_of_an_ended_generation_after_its_calls()
    {
        await using var probe = await ReloadProbe.StartAsync(Arming("first", "600"));
        string[] replies = ["486 Busy", "200 OK", "180 Ringing"];
        var ended = new List<WeakReference>();
        for (var i = 0; i < 6; i++)
        {
            probe.Options();
            for (var call = 0; call < replies.Length; call++)
            {
                probe.Invite($"{i}-{call}");
                probe.Answer(replies[call]);
            }

            ended.Add(LiveGeneration(probe));
            probe.Reload(Arming($"next{i}", "601"));
        }

        probe.Engine.Advance(TimeSpan.FromMinutes(3));
        await probe.UntilAloneAsync();
        GC.Collect();

        Assert.All(ended, static one => Assert.False(one.IsAlive));
    }

    [Fact]
    public async Task Two_minute_calls_begun_three_generations_ago_end_by_their_own_script()
    {
        await using var probe = await ReloadProbe.StartAsync(Arming("one", "601"));
        probe.Invite("a");
        probe.Answer("180 Ringing");
        string[] names = ["two", "three", "four"];
        for (var i = 0; i < names.Length; i++)
        {
            probe.Engine.Advance(TimeSpan.FromSeconds(30));
            Assert.StartsWith($"generation: {i + 2}", probe.Reload(Arming(names[i], $"60{i + 2}")), StringComparison.Ordinal);
        }

        Assert.Contains(Generations(probe), one => one is { Generation: 1, References: > 0 });
        probe.SentTo(ReloadProbe.Caller);
        probe.Engine.Advance(TimeSpan.FromSeconds(31));

        Assert.Contains("one: a 408", probe.Log);
        Assert.DoesNotContain(probe.Log, static line => line.StartsWith("four", StringComparison.Ordinal));
        Assert.Contains("SIP/2.0 601 one", probe.SentTo(ReloadProbe.Caller));

        probe.SentTo(ReloadProbe.Callee);
        probe.Invite("b");
        probe.Answer("486 Busy");
        Assert.Contains("SIP/2.0 604 four", probe.SentTo(ReloadProbe.Caller));

        probe.Engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Generations(probe).Where(static one => one.Generation < 4).Sum(static one => one.References));
    }

    [Fact]
    public async Task By_name_the_newest_route_runs_and_the_old_one_when_the_name_is_gone()
    {
        const string byName = "reload_mode=name\n";
        await using var probe = await ReloadProbe.StartAsync(byName + Arming("old", "600"));
        probe.Invite("a");
        probe.Reload(byName + Arming("new", "603"));
        probe.Answer("486 Busy");
        Assert.Contains("new: a 486", probe.Log);
        Assert.Contains("SIP/2.0 603 new", probe.SentTo(ReloadProbe.Caller));

        probe.SentTo(ReloadProbe.Callee);
        probe.Invite("b");
        probe.Reload(byName + Modules + "request_route { exit; }");
        probe.Answer("486 Busy");
        Assert.Contains("new: b 486", probe.Log);
        Assert.Contains("SIP/2.0 603 new", probe.SentTo(ReloadProbe.Caller));
    }

    [Fact]
    public async Task Reply_routes_are_those_of_the_call_too()
    {
        const string armed = "request_route { t_on_reply(\"R\"); t_relay(); }\nonreply_route[R] { xlog(\"NAME $rs\\n\"); }";
        await using var probe = await ReloadProbe.StartAsync(Modules + armed.Replace("NAME", "old", StringComparison.Ordinal));
        probe.Invite("a");
        probe.Reload(Modules + armed.Replace("NAME", "new", StringComparison.Ordinal));
        probe.Answer("200 OK");

        Assert.Contains("old 200", probe.Log);
        Assert.DoesNotContain("new 200", probe.Log);
    }

    [Fact]
    public async Task A_suspended_transaction_goes_on_in_its_own_generation()
    {
        const string cfg = """
            request_route {
                if ($rm == "OPTIONS") { t_continue("$shv(i)", "$shv(l)", "ON"); exit; }
                t_newtran();
                t_suspend();
                $shv(i) = $T(id_index);
                $shv(l) = $T(id_label);
            }
            route[ON] { xlog("NAME $ci\n"); t_reply("480", "NAME"); }
            """;
        await using var probe = await ReloadProbe.StartAsync(Modules + cfg.Replace("NAME", "old", StringComparison.Ordinal));
        probe.Invite("a");
        var index = probe.Rpc("pv.shvGet", "i").Split('\n')[^1]["value: ".Length..];
        Assert.NotEqual("0", index);
        Assert.StartsWith("generation: 2", probe.Reload(Modules + cfg.Replace("NAME", "new", StringComparison.Ordinal)), StringComparison.Ordinal);
        probe.Engine.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(Generations(probe), static one => one is { Generation: 1, References: 1 });

        probe.Options();

        Assert.Equal(["old a"], probe.Log);
        Assert.Contains("SIP/2.0 480 old", probe.SentTo(ReloadProbe.Caller));
        probe.Engine.Advance(TimeSpan.FromMinutes(1));
        await probe.UntilAloneAsync();
    }

    [Fact]
    public async Task A_suspended_transaction_goes_on_in_a_route_that_the_reload_removed()
    {
        const string parking = "request_route { t_newtran(); t_suspend(); $shv(i) = $T(id_index); $shv(l) = $T(id_label); }\nroute[ON] { t_reply(\"480\", \"old\"); }";
        await using var probe = await ReloadProbe.StartAsync(Modules + parking);
        probe.Invite("a");
        Assert.StartsWith("generation: 2", probe.Reload(Modules + "request_route { $shv(r) = \"ON\"; t_continue(\"$shv(i)\", \"$shv(l)\", \"$shv(r)\"); exit; }"), StringComparison.Ordinal);

        probe.Options();

        Assert.Contains("SIP/2.0 480 old", probe.SentTo(ReloadProbe.Caller));
    }

    [Theory]
    [InlineData("loadmodule \"rtimer.so\"\nmodparam(\"rtimer\", \"timer\", \"name=t;interval=10\")\nmodparam(\"rtimer\", \"exec\", \"timer=t;route=T\")\n")]
    [InlineData("loadmodule \"timer.so\"\nmodparam(\"timer\", \"declare_timer\", \"t=T,10000,enable\")\n")]
    public async Task Timers_of_an_old_generation_end_with_the_swap_and_the_new_ones_keep_the_beat(string timer)
    {
        string Cfg(string name) => $"{Modules}{timer}request_route {{ t_relay(); }}\nroute[T] {{ xlog(\"{name}\\n\"); }}";
        await using var probe = await ReloadProbe.StartAsync(Cfg("one"));
        probe.Engine.Advance(TimeSpan.FromSeconds(12));
        probe.Invite("keeps generation 1");
        Assert.StartsWith("generation: 2", probe.Reload(Cfg("two")), StringComparison.Ordinal);
        probe.Engine.Advance(TimeSpan.FromSeconds(9));
        Assert.Contains(Generations(probe), static one => one is { Generation: 1, References: > 0 });

        // The second beat is at 20 s, not ten seconds after the reload.
        Assert.Equal(["one", "two"], probe.Log);
        Assert.StartsWith("generation: 3", probe.Reload(Modules + "request_route { exit; }"), StringComparison.Ordinal);
        probe.Engine.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["one", "two"], probe.Log);
    }

    [Fact]
    public async Task Pings_of_an_old_generation_end_with_the_swap()
    {
        var list = Path.GetTempFileName();
        File.WriteAllText(list, "1 sip:192.0.2.9:5060\n");
        var cfg = $"{Modules}loadmodule \"dispatcher.so\"\nmodparam(\"dispatcher\", \"list_file\", \"{list}\")\nmodparam(\"dispatcher\", \"ds_ping_interval\", 10)\nmodparam(\"dispatcher\", \"ds_probing_mode\", 1)\nrequest_route {{ t_relay(); }}";
        await using var probe = await ReloadProbe.StartAsync(cfg);
        probe.Invite("keeps generation 1");
        Assert.StartsWith("generation: 2", probe.Reload(cfg + "\n"), StringComparison.Ordinal);

        probe.Engine.Advance(TimeSpan.FromMilliseconds(10_300));

        Assert.Equal(["OPTIONS sip:192.0.2.9:5060 SIP/2.0"], probe.SentTo("192.0.2.9:5060"));
        File.Delete(list);
    }

    [Fact]
    public async Task The_event_after_a_reload_runs_in_the_new_generation()
    {
        await using var probe = await ReloadProbe.StartAsync(Modules + "request_route { exit; }\nevent_route[core:reloaded] { xlog(\"old\\n\"); }");

        probe.Reload(Modules + "request_route { exit; }\nevent_route[core:reloaded] { xlog(\"new $rm\\n\"); }");

        Assert.Equal(["new OPTIONS"], probe.Log);
    }

    [Fact]
    public async Task The_event_of_the_start_runs_once_and_not_after_a_reload()
    {
        const string Cfg = Modules + "request_route { exit; }\nevent_route[core:worker-one-init] { xlog(\"up $rm\\n\"); }";
        await using var probe = await ReloadProbe.StartAsync(Cfg);

        probe.Reload(Cfg.Replace("up", "again", StringComparison.Ordinal));

        Assert.Equal(["up OPTIONS"], probe.Log);
    }

    private static string Arming(string name, string code) => Modules + $$"""
        request_route { t_on_failure("F"); t_set_fr(120000, 30000); t_relay(); }
        failure_route[F] { xlog("{{name}}: $ci $T_reply_code\n"); t_reply("{{code}}", "{{name}}"); }
        """;

    // Not inlined: a local of the test would keep it alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LiveGeneration(ReloadProbe probe) => new(probe.Engine.Services.Get<IReloadService>().Current);

    private static IReadOnlyList<GenerationStatus> Generations(ReloadProbe probe) => probe.Engine.Services.Get<IReloadService>().ActiveGenerations;
}
