using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.CfgRpc;

public sealed class CfgRpcTests
{
    private const string Cfg = """
        debug=2
        mygrp.test = 10 desc "a test variable"
        mygrp.label = "abc"
        loadmodule "pv.so"
        loadmodule "xlog.so"
        loadmodule "sl.so"
        loadmodule "tm.so"
        loadmodule "maxfwd.so"
        loadmodule "sanity.so"
        loadmodule "cfg_rpc.so"
        request_route { xlog("$sel(cfg_get.mygrp.test) $sel(cfg_get.mygrp.label)\n"); exit; }
        """;

    private const string Options = "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\n"
        + "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task Commands_answer_as_recorded()
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(Cfg, engine.Services);
        await engine.StartAsync(source);
        var rpc = engine.Services.Get<RpcDispatcher>();

        foreach (var row in TableFile.Rows("Cases/CfgRpc/session.tsv"))
        {
            var actual = Run(rpc, row["command"]);
            Assert.True(row["reply"] == actual, $"{row.Location}: {row["command"]}: wanted {row["reply"]}, got {actual}");
        }

        await engine.StopAsync();
    }

    [Fact]
    public async Task A_script_sees_a_change_with_its_next_message_and_a_reload_keeps_it()
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(Cfg, engine.Services);
        await engine.StartAsync(source);
        var rpc = engine.Services.Get<RpcDispatcher>();

        engine.Deliver(Options, "192.0.2.1:5060");
        Run(rpc, "cfg.seti mygrp test 20");
        engine.Deliver(Options, "192.0.2.1:5060");
        await engine.Services.Get<IReloadService>().ReloadAsync(checkOnly: false, default);
        engine.Deliver(Options, "192.0.2.1:5060");

        Assert.Equal(["10 abc", "20 abc", "20 abc"], engine.Log.ConvertAll(static line => line.Text));
        await engine.StopAsync();
    }

    [Fact]
    public async Task Values_of_instances_outlive_a_reload_until_the_file_says_something_new()
    {
        const string instances = "mygrp[1].test = 11\nmygrp[2].test = 12\nmygrp[3].test = 13\n";
        var engine = new LoopbackEngine();
        using var source = new CfgSource(instances + Cfg, engine.Services);
        await engine.StartAsync(source);
        var rpc = engine.Services.Get<RpcDispatcher>();
        Run(rpc, "cfg.seti mygrp[1] test 71");
        Run(rpc, "cfg.seti mygrp[2] test 72");
        Run(rpc, "cfg.del_group_inst mygrp[3]");
        Run(rpc, "cfg.add_group_inst mygrp[4]");
        Run(rpc, "cfg.seti mygrp[4] test 74");

        source.Write(instances.Replace("12", "22", StringComparison.Ordinal) + Cfg);
        await engine.Services.Get<IReloadService>().ReloadAsync(checkOnly: false, default);

        Assert.Equal("71", Run(rpc, "cfg.get mygrp[1] test"));
        Assert.Equal("22", Run(rpc, "cfg.get mygrp[2] test"));
        Assert.Equal("error: 400 - Failed to get the variable", Run(rpc, "cfg.get mygrp[3] test"));
        Assert.Equal("74", Run(rpc, "cfg.get mygrp[4] test"));

        // What only the file made goes with the file; what somebody has set stays.
        source.Write(Cfg);
        await engine.Services.Get<IReloadService>().ReloadAsync(checkOnly: false, default);
        Assert.Equal("71", Run(rpc, "cfg.get mygrp[1] test"));
        Assert.Equal("error: 400 - Failed to get the variable", Run(rpc, "cfg.get mygrp[2] test"));
        await engine.StopAsync();
    }

    [Fact]
    public async Task Queued_changes_outlive_a_reload_and_a_setting_that_is_gone_is_told_at_the_commit()
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource("mygrp.gone = 1\n" + Cfg, engine.Services);
        await engine.StartAsync(source);
        var rpc = engine.Services.Get<RpcDispatcher>();
        Run(rpc, "cfg.set_delayed_int mygrp test 40");
        Run(rpc, "cfg.set_delayed_int mygrp gone 2");

        source.Write(Cfg);
        await engine.Services.Get<IReloadService>().ReloadAsync(checkOnly: false, default);

        Assert.Equal("{group name: mygrp, variable name: test, old value: 10, new value: 40}", Run(rpc, "cfg.diff"));
        Assert.Equal("error: 400 - Not all changes were made: mygrp.gone: there is no such setting any more", Run(rpc, "cfg.commit"));
        Assert.Equal("40", Run(rpc, "cfg.get mygrp test"));
        Assert.Equal(string.Empty, Run(rpc, "cfg.diff"));
        await engine.StopAsync();
    }

    [Fact]
    public void A_change_that_still_holds_the_old_generation_reaches_the_new_one()
    {
        var before = new CfgVariable("g", "a", "", ScriptValue.Of(1));
        var next = new CfgVariable("g", "a", "", ScriptValue.Of(1));
        next.TakeOver(before);

        before.Set(ScriptValue.Of(5));

        Assert.Equal(5, next.Value.Number);
    }

    [Fact]
    public async Task Changes_while_reloads_go_on_are_never_lost()
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(Cfg, engine.Services);
        await engine.StartAsync(source);
        var rpc = engine.Services.Get<RpcDispatcher>();
        using var enough = new CancellationTokenSource();
        var reloads = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await engine.Services.Get<IReloadService>().ReloadAsync(checkOnly: false, default);
        });

        for (var value = 100; value < 600; value++)
        {
            Assert.Equal(string.Empty, Run(rpc, $"cfg.seti mygrp test {value}"));
            Assert.Equal(value.ToString(System.Globalization.CultureInfo.InvariantCulture), Run(rpc, "cfg.get mygrp test"));
        }

        await enough.CancelAsync();
        await reloads;
        Assert.Equal("599", Run(rpc, "cfg.get mygrp test"));
        await engine.StopAsync();
    }

    [Fact]
    public void A_new_value_in_the_cfg_wins_over_one_set_at_run_time()
    {
        var before = new CfgVariable("g", "a", "", ScriptValue.Of(1));
        before.Set(ScriptValue.Of(5));
        var same = new CfgVariable("g", "a", "", ScriptValue.Of(1));
        var other = new CfgVariable("g", "a", "", ScriptValue.Of(2));

        same.TakeOver(before);
        other.TakeOver(before);

        Assert.Equal(5, same.Value.Number);
        Assert.Equal(2, other.Value.Number);
    }

    // As kamcmd: digits are a number, s: makes them text, quotes hold blanks.
    private static string Run(RpcDispatcher rpc, string line)
    {
        var words = line.Split('"').SelectMany(static (part, index) => index % 2 == 1 ? [$"s:{part}"] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var parameters = words.Skip(1).Select(static word =>
            IntegerText.TryParse(word, out var number) ? RpcValue.Of(number) : RpcValue.Of(word.StartsWith("s:", StringComparison.Ordinal) ? word[2..] : word));
        var call = rpc.Execute(words[0], [.. parameters]);
        return call.FaultCode > 0 ? $"error: {call.FaultCode} - {call.FaultText}" : string.Join('\n', call.Rows.Select(Show));
    }

    private static string Show(RpcValue value) => value.Kind switch
    {
        RpcKind.Struct or RpcKind.List => $"{{{string.Join(", ", value.Members.Select(static one => $"{one.Name}: {Show(one.Value)}"))}}}",
        RpcKind.Null => "<null string>",
        _ => value.ToText(),
    };
}
