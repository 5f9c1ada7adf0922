using Signalbox.Engine.Control;
using Signalbox.Modules.Tests.Scripts;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Counters;

public sealed class CountersTests
{
    private const string Load = "loadmodule \"sl.so\"\nloadmodule \"kex.so\"\nloadmodule \"counters.so\"\n"
        + "modparam(\"counters\", \"script_cnt_grp_name\", \"mine\")\nmodparam(\"counters\", \"script_counter\", \"foo a description\")\n"
        + "modparam(\"counters\", \"script_counter\", \"bar\")\nmodparam(\"counters\", \"script_counter\", \"g.baz   more words \")\n";

    [Fact]
    public async Task Declared_counters_count_up_down_and_back()
    {
        var log = await CfgProbe.RunAsync(
            Load,
            "cnt_inc(\"foo\"); cnt_inc(\"mine.foo\"); xlog(\"$rc $stat(foo)\"); $var(n) = -7; cnt_add(\"g.baz\", \"$var(n)\"); cnt_add(\"g.baz\", 2); xlog(\"$stat(g:baz)\");"
            + "cnt_reset(\"foo\"); xlog(\"$stat(mine:foo)\");");

        Assert.Equal(["1 2", "-5", "0"], log);
    }

    [Theory]
    [InlineData("cnt_inc(\"nosuch\");", "there is no counter 'nosuch'")]
    [InlineData("cnt_add(\"x.foo\", 1);", "there is no counter 'x.foo'")]
    [InlineData("cnt_reset(\"\");", "expected name or group.name")]
    public async Task A_counter_that_nobody_declared_is_refused_at_the_start(string statement, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync(Load, statement), StringComparison.Ordinal);

    [Fact]
    public async Task A_declaration_needs_a_name() => Assert.Contains(
        "expected [group.]name",
        await CfgProbe.RefusalAsync("loadmodule \"counters.so\"\nmodparam(\"counters\", \"script_counter\", \"g. words\")", "exit;"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("cnt.grps_list", "", "core,dns,g,mine,shmem,sl,tcp")]
    [InlineData("cnt.var_list", "mine", "bar,foo")]
    [InlineData("cnt.var_list", "nosuch", "")]
    [InlineData("cnt.list_vars", "", "400 error at parameter 0: expected string type but end of packet encountered")]
    [InlineData("cnt.get", "g baz", "0")]
    [InlineData("cnt.get", "mine", "{bar=0 foo=1}")]
    [InlineData("cnt.get_vars", "nosuch", "{}")]
    [InlineData("cnt.get", "g nosuch", "400 non-existent counter g.nosuch\n")]
    [InlineData("cnt.get_raw", "g", "400 error at parameter 1: expected string type but end of packet encountered")]
    [InlineData("cnt.help", "mine foo", "a description")]
    [InlineData("cnt.help", "g baz", "more words ")]
    [InlineData("cnt.help", "mine bar", "custom script counter.")]
    [InlineData("cnt.help", "sl 200_replies", "kamailio statistic (no description)")]
    [InlineData("cnt.reset", "mine foo", "")]
    [InlineData("stats.get_statistics", "mine:", "mine:bar = 0,mine:foo = 1")]
    [InlineData("stats.clear_statistics", "foo", "mine:foo = 0 (1)")]
    [InlineData("stats.clear_statistics", "core:rcv_requests", "")]
    [InlineData("stats.reset_statistics", "", "400 Please provide stats name")]
    public async Task Commands_show_what_the_peer_shows(string command, string words, string expected)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Load}request_route {{ cnt_inc(\"foo\"); exit; }}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver("OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a>;tag=1\r\nTo: <sip:a>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", "192.0.2.1:5060");

        var call = engine.Services.Get<RpcDispatcher>().Execute(command, [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RpcValue.Of)]);

        Assert.Equal(expected, call.FaultCode == 0 ? string.Join(',', call.Rows.Select(Show)) : $"{call.FaultCode} {call.FaultText}");
        await engine.StopAsync();
    }

    private static string Show(RpcValue row) =>
        row.Kind == RpcKind.Struct ? $"{{{string.Join(' ', row.Members.Select(static member => $"{member.Name}={member.Value.ToText()}"))}}}" : row.ToText();
}
