using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Debugger;

public sealed class DebuggerTests : IDisposable
{
    private readonly List<CfgSource> _sources = [];

    private const string Modules = """
        debug=2
        loadmodule "cfg_rpc.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"
        loadmodule "debugger.so"
        modparam("debugger", "mod_hash_size", 5)
        modparam("debugger", "mod_level_mode", 1)
        modparam("debugger", "mod_facility_mode", 1)
        modparam("debugger", "mod_level", "core=1")
        modparam("debugger", "mod_level", "xlog=3")
        modparam("debugger", "mod_facility", "tm=LOG_LOCAL3")

        """;

    private const string Options = "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\n"
        + "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\nUser-Agent: t\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task Commands_answer_as_recorded()
    {
        var (engine, rpc) = await StartAsync("request_route { exit; }");
        foreach (var row in TableFile.Rows("Cases/Debugger/session.tsv"))
        {
            var actual = Run(rpc, row["command"]);
            Assert.True(row["reply"] == actual, $"{row.Location}: {row["command"]}: wanted {row["reply"]}, got {actual}");
        }

        await engine.StopAsync();
    }

    [Fact]
    public async Task Breakpoints_are_refused_with_the_reason()
    {
        var (engine, rpc) = await StartAsync("request_route { exit; }");

        Assert.Equal("error: 500 - there are no breakpoints: a worker serves all calls and never waits", Run(rpc, "dbg.bp on"));
        Assert.Equal($"{{entry: 0, pid: {Environment.ProcessId}, set: 0, state: 0, in.pid: 0, in.cmd: 0}}", Run(rpc, "dbg.ls"));
        await engine.StopAsync();
    }

    [Fact]
    public async Task Without_a_table_levels_cannot_be_set()
    {
        var (engine, rpc) = await StartAsync("modparam(\"debugger\", \"mod_hash_size\", 0)\nrequest_route { exit; }");

        Assert.Equal("error: 500 - cannot store parameter", Run(rpc, "dbg.set_mod_level tm 3"));
        Assert.Equal("2", Run(rpc, "dbg.get_mod_level tm"));
        Assert.Equal("error: 500 - cannot store parameter", Run(rpc, "dbg.set_mod_facility tm LOG_LOCAL3"));
        await engine.StopAsync();
    }

    [Fact]
    public async Task A_level_set_by_command_survives_a_reload()
    {
        var (engine, rpc) = await StartAsync("request_route { exit; }");
        Run(rpc, "dbg.set_mod_level sl 3");
        Run(rpc, "dbg.set_mod_facility sl LOG_LOCAL5");
        var reload = engine.Services.Get<IReloadService>();

        Assert.True((await reload.ReloadAsync(checkOnly: false, default)).Succeeded);

        Assert.Equal((3, 1, 3), (reload.Current.Settings.ModuleLogs.LevelOf("sl"), reload.Current.Settings.ModuleLogs.LevelOf("core"), reload.Current.Settings.ModuleLogs.LevelOf("script")));
        Assert.Equal((SyslogFacility.Local5, SyslogFacility.Local3), (reload.Current.Settings.ModuleLogs.FacilityOf("sl"), reload.Current.Settings.ModuleLogs.FacilityOf("tm")));
        await engine.StopAsync();
    }

    [Fact]
    public async Task Each_action_is_a_line_from_the_command_on_until_the_other_command()
    {
        var (engine, rpc) = await StartAsync(
            """
            request_route {
                $var(x) = 1 + 2;
                if (is_method("OPTIONS"))
                    route(SUB);
                exit;
            }
            route[SUB] {
                setflag(3);
                return 1;
            }
            """);
        engine.Deliver(Options, "192.0.2.1:5060");
        Run(rpc, "dbg.trace on");
        engine.Deliver(Options, "192.0.2.1:5060");
        Run(rpc, "dbg.trace off");
        engine.Deliver(Options, "192.0.2.1:5060");

        var lines = engine.Log.ConvertAll(static line => (line.Level, System.Text.RegularExpressions.Regex.Replace(line.Text, @"c=\[[^\]]*\] l=\d+", "WHERE")));
        const string Main = "*** cfgtrace:dbg_cfg_trace(): request_route=[DEFAULT_ROUTE] WHERE ";
        const string Sub = "*** cfgtrace:dbg_cfg_trace(): request_route=[SUB] WHERE ";
        Assert.Equal(
            [(-1, $"{Main}a=5 n=route"), (-1, $"{Main}a=63 n=assign"), (-1, $"{Main}a=24 n=is_method"), (-1, $"{Sub}a=5 n=route"), (-1, $"{Sub}a=24 n=setflag"), (-1, $"{Sub}a=2 n=return"), (-1, $"{Main}a=2 n=exit")],
            lines);
        await engine.StopAsync();
    }

    [Fact]
    public async Task A_line_names_file_and_line_unless_the_format_leaves_the_file_out()
    {
        const string Route = "request_route {\n exit; }";
        var (engine, _) = await StartAsync($"modparam(\"debugger\", \"cfgtrace\", 1)\nmodparam(\"debugger\", \"log_level\", 1)\nmodparam(\"debugger\", \"log_prefix\", \"at \")\n{Route}");
        var (other, _) = await StartAsync($"modparam(\"debugger\", \"cfgtrace\", 1)\nmodparam(\"debugger\", \"cfgtrace_format\", 1)\n{Route}");
        engine.Deliver(Options, "192.0.2.1:5060");
        other.Deliver(Options, "192.0.2.1:5060");

        Assert.Matches(@"^at dbg_cfg_trace\(\): request_route=\[DEFAULT_ROUTE\] c=\[/[^\]]+\] l=\d\d a=2 n=exit$", engine.Log[^1].Text);
        Assert.Equal(1, engine.Log[^1].Level);
        Assert.Matches(@"^\*\*\* cfgtrace:dbg_cfg_trace\(\): request_route=\[DEFAULT_ROUTE\] l=\d\d a=2 n=exit$", other.Log[^1].Text);
        await engine.StopAsync();
        await other.StopAsync();
    }

    [Fact]
    public async Task Assigned_values_are_logged_in_one_line_each()
    {
        var (engine, _) = await StartAsync("modparam(\"debugger\", \"log_assign\", 1)\nrequest_route { $var(x) = 1 + 2; $avp(y) = \"te\\nxt\"; $avp(n) = $null; exit; }");

        engine.Deliver(Options, "192.0.2.1:5060");

        Assert.Equal([(3, "<debugger>: $var(x):3"), (3, "<debugger>: $avp(y):\"te.xt\""), (3, "<debugger>: $avp(n): $null")], engine.Log);
        await engine.StopAsync();
    }

    [Theory]
    [InlineData(2, """{"$avp(y)":["two","te\txt/é"]}""")]
    [InlineData(4, """{"$var(x)":3}""")]
    [InlineData(5, """{"$var(x)":3,"$vn(q)":null}""")]
    [InlineData(8, """{"$xavp(a)":[{"c":["q\"t"],"b":[4]}]}""")]
    [InlineData(16, """{"$rU":"a"}""")]
    [InlineData(0, "{}")]
    public async Task Variables_are_shown_as_an_object_by_kind(int mask, string wanted)
    {
        var (engine, _) = await StartAsync(
            "request_route { $var(x) = 3; $vn(q) = $null; $avp(y) = \"te\txt/Ã©\"; $(avp(y)) = \"two\"; $xavp(a=>b) = 4; $xavp(a[0]=>c) = \"q\\\"t\"; if ($rU == \"b\") exit; "
            + $"dbg_pv_dump(\"{mask}\", \"L_NOTICE\"); exit; }}");

        engine.Deliver(Options, "192.0.2.1:5060");

        Assert.Equal([(1, "<debugger>: " + wanted)], engine.Log.ConvertAll(static line => (line.Level, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(line.Text)))));
        await engine.StopAsync();
    }

    [Fact]
    public async Task A_message_is_shown_with_the_changes_of_the_script()
    {
        var (engine, _) = await StartAsync("request_route { append_hf(\"X-New: 1\\r\\n\"); remove_hf(\"User-Agent\");\ndbg_sip_msg(\"L_ERR\"); exit; }");

        engine.Deliver(Options, "192.0.2.1:5060");

        var (level, text) = Assert.Single(engine.Log);
        Assert.Equal(-1, level);
        Assert.Matches(@"^<debugger>: CONFIG LINE \d\d\n-{25} START OF SIP message debug -{26}\nOPTIONS sip:a@b SIP/2.0\r\n", text);
        Assert.Contains("Content-Length: 0\r\nX-New: 1\r\n\r\n------------------------------ SIP header diffs -------------------------------\n- User-Agent: t\r\nX-New: 1\r\n---", text, StringComparison.Ordinal);
        Assert.EndsWith("SIP body diffs --------------------------------\n-------------------------- END OF SIP message debug ---------------------------", text, StringComparison.Ordinal);
        await engine.StopAsync();
    }

    [Fact]
    public async Task Numbers_of_messages_start_again()
    {
        var (engine, rpc) = await StartAsync("modparam(\"debugger\", \"reset_msgid\", 1)\nrequest_route { xlog(\"$mi\\n\"); exit; }");
        engine.Deliver(Options, "192.0.2.1:5060");
        engine.Deliver(Options, "192.0.2.1:5060");

        Assert.Equal("200 ok", Run(rpc, "dbg.reset_msgid"));
        engine.Deliver(Options, "192.0.2.1:5060");

        Assert.Equal(["1", "2", "1"], engine.Log.ConvertAll(static line => line.Text));
        await engine.StopAsync();
    }

    public void Dispose() => _sources.ForEach(static source => source.Dispose());

    private async Task<(LoopbackEngine Engine, RpcDispatcher Rpc)> StartAsync(string cfg)
    {
        var engine = new LoopbackEngine();
        _sources.Add(new CfgSource(Modules + cfg, engine.Services));
        await engine.StartAsync(_sources[^1]);
        return (engine, engine.Services.Get<RpcDispatcher>());
    }

    private static string Run(RpcDispatcher rpc, string line)
    {
        var words = line.Split(' ');
        var call = rpc.Execute(words[0], [.. words[1..].Select(static word => IntegerText.TryParse(word, out var number) ? RpcValue.Of(number) : RpcValue.Of(word))]);
        return call.FaultCode > 0 ? $"error: {call.FaultCode} - {call.FaultText}" : string.Join('\n', call.Rows.Select(Show));
    }

    private static string Show(RpcValue value) =>
        value.HasMembers ? $"{{{string.Join(", ", value.Members.Select(static one => $"{one.Name}: {Show(one.Value)}"))}}}" : value.ToText();
}
