using Signalbox.Modules.Tests.Rtpengine;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Rtpproxy;

/// <summary>Flag b: a session for each value of <c>extra_id_pv</c>. The commands are those that Kamailio 5.6.3 sent.</summary>
public sealed class ExtraIdTests : IDisposable
{
    private const string Sdp = "v=0\r\no=- 1 1 IN IP4 10.1.1.1\r\ns=-\r\nc=IN IP4 10.1.1.1\r\nt=0 0\r\nm=audio 20000 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n";
    private const string ExtraId = "modparam(\"rtpproxy\", \"extra_id_pv\", \"$avp(x)\")\n";
    private readonly MediaStandIn _proxy = new() { IsNoisy = false, Answer = Answer };

    public void Dispose() => _proxy.Dispose();

    [Theory]
    [InlineData("$avp(x) = \"extra1\"; rtpproxy_offer(\"b\");", "Uc0,8 nat;extra1 127.0.0.1 20000 ft1;1")]
    [InlineData("$avp(x) = 7; rtpproxy_manage(\"cob\");", "Uc0,8 nat;7 127.0.0.1 20000 ft1;1")]
    [InlineData("$avp(x) = \"extra1\"; rtpproxy_offer();", "Uc0,8 nat 127.0.0.1 20000 ft1;1")]
    [InlineData("rtpproxy_offer(\"b\");", "Uc0,8 nat;<null> 127.0.0.1 20000 ft1;1")]
    [InlineData("$avp(x) = \"extra1\"; rtpproxy_destroy(\"b\");", "D nat;extra1 ft1")]
    [InlineData("$avp(x) = \"extra1\"; unforce_rtp_proxy(\"b\");", "D nat;extra1 ft1")]
    [InlineData("$avp(x) = \"extra1\"; rtpproxy_destroy();", "D nat ft1")]
    [InlineData("$avp(x) = \"extra1\"; start_recording();", "R nat ft1")]
    public async Task The_value_stands_behind_the_Call_ID(string statements, string command)
    {
        await RunAsync(ExtraId, statements);

        Assert.Equal([command], Commands);
    }

    [Theory]
    [InlineData(ExtraId, "$avp(x) = \"a b\";")]
    [InlineData("", "")]
    public async Task Without_a_value_that_can_be_sent_nothing_is(string parameter, string statements)
    {
        Assert.Equal(["-1", "-1"], await RunAsync(parameter, $"{statements} rtpproxy_offer(\"b\"); xlog(\"$rc\"); rtpproxy_destroy(\"b\"); xlog(\"$rc\");"));

        Assert.Empty(Commands);
    }

    private List<string> Commands => _proxy.Commands.FindAll(static command => command[0] != 'V');

    private static string Answer(string command) => command switch
    {
        "V" => "20040107\n",
        ['V', ..] => "1\n",
        ['U', ..] => "35000 203.0.113.5\n",
        _ => "0\n",
    };

    private async Task<List<string>> RunAsync(string parameter, string statements)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(
            $"loadmodule \"pv.so\"\nloadmodule \"xlog.so\"\nloadmodule \"rtpproxy.so\"\nmodparam(\"rtpproxy\", \"rtpproxy_sock\", \"udp:127.0.0.1:{_proxy.Port}\")\n{parameter}request_route {{\n{statements}\nexit;\n}}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(
            $"INVITE sip:b@h SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:18101;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=ft1\r\nTo: <sip:b@h>\r\nCall-ID: nat\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: {Sdp.Length}\r\n\r\n{Sdp}",
            "127.0.0.1:18101");
        await engine.StopAsync();
        return engine.Log.ConvertAll(static line => line.Text);
    }
}
