using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Pike;

public sealed class PikeModuleTests
{
    private const string Load = "loadmodule \"pv.so\"\nloadmodule \"xlog.so\"\nloadmodule \"kex.so\"\nloadmodule \"pike.so\"\nmodparam(\"pike\", \"reqs_density_per_unit\", 5)\nmodparam(\"pike\", \"remove_latency\", 4)\n";

    [Fact]
    public async Task The_script_sees_who_sends_too_much_and_the_commands_show_it()
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Load}request_route {{ pike_check_req(); xlog(\"$rc\"); exit; }}\n", engine.Services);
        await engine.StartAsync(source);

        for (var i = 0; i < 10; i++)
            engine.Deliver(Request(i), "192.0.2.1:5060");

        Assert.Equal("1 1 1 1 1 1 1 1 pike: PIKE - BLOCKing ip 192.0.2.1 -2 -1", string.Join(' ', engine.Log.Select(static line => line.Text)));
        Assert.Equal("max_hits=5 [ip_addr=192.0.2.1 leaf_hits_prev=0 leaf_hits_curr=6 expires=4 status=HOT] number_of_rows=1", Show(engine, "pike.top"));
        Assert.Equal(Show(engine, "pike.top"), Show(engine, "pike.list"));
        Assert.Equal("pike:blocked_ips = 1", Call(engine, "stats.get_statistics", "pike:").Rows[0].ToText());

        engine.Advance(TimeSpan.FromSeconds(4.1));
        Assert.Equal("max_hits=5 [] number_of_rows=0", Show(engine, "pike.top"));
        Assert.Equal("pike:blocked_ips = 0", Call(engine, "stats.get_statistics", "pike:").Rows[0].ToText());
        await engine.StopAsync();
    }

    [Theory]
    [InlineData("192.0.2.9", "1")]
    [InlineData("2001:db8::9", "1")]
    [InlineData("nonsense", "-1")]
    [InlineData("", "-1")]
    public async Task An_address_may_be_given(string address, string expected) =>
        Assert.Equal([expected], await Scripts.CfgProbe.RunAsync("loadmodule \"pike.so\"", $"$var(ip) = \"{address}\"; pike_check_ip(\"$var(ip)\"); xlog(\"$rc\");"));

    private static string Request(int number) =>
        $"OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK{number}\r\nFrom: <sip:a>;tag=1\r\nTo: <sip:a>\r\nCall-ID: {number}\r\nCSeq: 1 OPTIONS\r\n\r\n";

    private static RpcCall Call(LoopbackEngine engine, string command, params string[] words) =>
        engine.Services.Get<RpcDispatcher>().Execute(command, [.. words.Select(RpcValue.Of)]);

    private static string Show(LoopbackEngine engine, string command) =>
        string.Join(' ', Call(engine, command).Rows[0].Members.Select(static member => member.Value.Kind == RpcKind.Array
            ? $"[{string.Join(' ', member.Value.Members.SelectMany(static item => item.Value.Members.Select(static field => $"{field.Name}={field.Value.ToText()}")))}]"
            : $"{member.Name}={member.Value.ToText()}"));
}
