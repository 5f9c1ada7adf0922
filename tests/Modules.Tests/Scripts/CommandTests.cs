using Signalbox.Engine.Control;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.Scripts;

public sealed class CommandTests
{
    private const string Configuration = """
        listen=udp:127.0.0.1:5060
        alias="example.test"
        loadmodule "pv.so"
        loadmodule "kex.so"
        modparam("pv", "shvset", "debug=i:1")
        request_route { exit; }
        """;

    private const string Request =
        "OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("core.echo a 1", "a|1")]
    [InlineData("core.printi 7", "7")]
    [InlineData("core.prints x", "x")]
    [InlineData("core.modules", "kex|pv")]
    [InlineData("pv.shvGet debug", "{name=debug type=int value=1}")]
    [InlineData("pv.shvGet nosuch", "404 Variable not found")]
    [InlineData("pv.shvSet debug int 5", "Ok. Variable set to new value.")]
    [InlineData("pv.shvSet nosuch int 5", "404 Variable not found")]
    [InlineData("pv.shvSet debug bool 5", "500 Unknown parameter type (Types: int or str)")]
    [InlineData("stats.get_statistics", "400 Please provide which stats to retrieve")]
    [InlineData("stats.get_statistics nosuch", "")]
    [InlineData("stats.get_statistics rcv_requests", "core:rcv_requests = 1")]
    [InlineData("stats.fetch core:rcv_requests nosuch", "{core.rcv_requests=1}")]
    [InlineData("core.aliases_list", "{myself_callbacks=no aliases={alias={proto=* address=example.test port=*}}}")]
    [InlineData("core.sockets_list", "{socket={proto=udp address=127.0.0.1 ipaddress=127.0.0.1 port=5060 mcast=no mhomed=no virtual=no}}")]
    [InlineData("system.methodHelp nosuch", "400 command not found")]
    [InlineData("system.methodHelp", "400 Method Name Expected")]
    [InlineData("system.methodSignature core.uptime", "500 Not Implemented Yet")]
    [InlineData("core.reload now", "400 the parameters are check, force and result")]
    public async Task Commands_answer_as_the_peer_does(string command, string answer)
    {
        var (engine, source) = await StartAsync();
        engine.Deliver(Request, "192.0.2.1:5060");

        Assert.Equal(answer, Run(engine, command));

        await engine.StopAsync();
        source.Dispose();
    }

    [Fact]
    public async Task Reload_shows_the_new_generation_and_keeps_shared_variables()
    {
        var (engine, source) = await StartAsync();
        Run(engine, "pv.shvSet debug int 5");

        Assert.StartsWith("{generation=2 old=1 new=2 parse_ms=", Run(engine, "core.reload"), StringComparison.Ordinal);
        Assert.Equal("{name=debug type=int value=5}", Run(engine, "pv.shvGet debug"));
        Assert.StartsWith("{generation=2 since=", Run(engine, "core.reload_status"), StringComparison.Ordinal);

        await engine.StopAsync();
        source.Dispose();
    }

    private static async Task<(LoopbackEngine Engine, CfgSource Source)> StartAsync()
    {
        var engine = new LoopbackEngine();
        var source = new CfgSource(Configuration, engine.Services);
        await engine.StartAsync(source);
        return (engine, source);
    }

    private static string Run(LoopbackEngine engine, string command)
    {
        var words = command.Split(' ');
        var call = engine.Services.Get<RpcDispatcher>().Execute(words[0], Array.ConvertAll(words[1..], static word => int.TryParse(word, out var number) ? RpcValue.Of(number) : RpcValue.Of(word)));
        return call.FaultCode != 0 ? $"{call.FaultCode} {call.FaultText}" : string.Join('|', call.Rows.Select(Show));
    }

    private static string Show(RpcValue value) => value.Kind switch
    {
        RpcKind.Struct or RpcKind.List => $"{{{string.Join(' ', value.Members.Select(static member => $"{member.Name}={Show(member.Value)}"))}}}",
        RpcKind.Array => $"[{string.Join(' ', value.Members.Select(static member => Show(member.Value)))}]",
        _ => value.ToText(),
    };
}
