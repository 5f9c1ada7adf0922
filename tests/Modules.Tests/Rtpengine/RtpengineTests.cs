using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Rtpengine;

public sealed class RtpengineTests : IDisposable
{
    private const string Sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 10.1.1.1\r\nt=0 0\r\nm=audio 20000 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n";
    private const string Flags = "SIP-source-address replace-origin replace-session-connection";
    private readonly MediaStandIn _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public async Task An_offer_is_that_of_the_peer_byte_for_byte()
    {
        var log = await RunAsync($"rtpengine_manage(\"{Flags}\"); xlog(\"$rc\"); msg_apply_changes(); xlog(\"$rb|$hdr(Content-Length)\");", Invite(Sdp));

        Assert.Equal(["1", "v=0\r\ns=x\n|9"], log);
        Assert.Equal(
            [$"d8:supportsl10:load limite3:sdp{Sdp.Length}:{Sdp}5:flagsl18:SIP-source-addresse7:replacel6:origin18:session-connectione7:call-id14:nat1@127.0.0.113:received-froml3:IP49:127.0.0.1e8:from-tag3:ft17:command5:offere"],
            _media.Commands);
    }

    [Theory]
    [InlineData("BYE", "delete", false)]
    [InlineData("CANCEL", "delete", false)]
    [InlineData("ACK", "answer", true)]
    [InlineData("UPDATE", "offer", true)]
    public async Task What_manage_does_depends_on_the_method(string method, string command, bool hasSdp)
    {
        await RunAsync("rtpengine_manage();", Invite(hasSdp ? Sdp : "").Replace("INVITE", method, StringComparison.Ordinal));

        var sent = Assert.Single(_media.Commands);
        Assert.EndsWith($"7:command{command.Length}:{command}e", sent, StringComparison.Ordinal);
        // ACK answers the offer of the other side.
        Assert.Equal(command == "answer", sent.Contains("6:to-tag3:ft1", StringComparison.Ordinal));
    }

    public static TheoryData<TableRow> RecordedCommands => TableFile.Read("Cases/Rtpengine/commands.tsv");

    [Theory, MemberData(nameof(RecordedCommands))]
    public async Task A_command_is_the_one_recorded_of_the_peer(TableRow row)
    {
        var method = row["method"];
        var toTag = row["totag"].Length > 0 ? $";tag={row["totag"]}" : "";
        var sdp = row["function"] is "rtpengine_offer" or "rtpengine_answer" ? "v=0\r\n" : "";
        var message = $"{method} sip:b@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKx\r\nFrom: <sip:a@x>;tag=ft\r\nTo: <sip:b@x>{toTag}\r\nCall-ID: c\r\n"
            + $"CSeq: 1 {method}\r\n{(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {sdp.Length}\r\n\r\n{sdp}";

        await RunAsync($"{row["function"]}(\"{row["words"]}\");", message);

        var wanted = row["command"] == "none" ? [] : new[] { row["command"] };
        Assert.True(wanted.SequenceEqual(_media.Commands, StringComparer.Ordinal), $"{row.Location}: wanted {row["command"]}, got {string.Join(" and ", _media.Commands)}");
    }

    [Fact]
    public async Task A_message_without_SDP_is_left_alone()
    {
        Assert.Equal(["-1", "-1"], await RunAsync("rtpengine_manage(); xlog(\"$rc\"); rtpengine_offer(); xlog(\"$rc\");", Invite("")));
        Assert.Empty(_media.Commands);
    }

    [Fact]
    public async Task A_refusal_and_an_answer_without_SDP_change_nothing()
    {
        _media.Answer = static command => command.Contains("4:ping", StringComparison.Ordinal) ? "d6:result4:ponge" : "d6:result5:error12:error-reason7:Unknowne";
        Assert.Equal(["-1", Sdp.TrimEnd('\n')], await RunAsync("rtpengine_offer(); xlog(\"$rc\"); msg_apply_changes(); xlog(\"$rb\");", Invite(Sdp)));

        _media.Answer = static _ => "d6:result2:oke";
        Assert.Equal(["-1"], await RunAsync("rtpengine_offer(); xlog(\"$rc\");", Invite(Sdp)));
    }

    [Fact]
    public async Task A_silent_server_is_left_alone_and_the_next_one_is_asked()
    {
        using var silent = new MediaStandIn { Answer = static command => command.Contains("4:ping", StringComparison.Ordinal) ? "d6:result4:ponge" : null };

        var log = await RunAsync(
            "rtpengine_offer(); xlog(\"$rc $avp(node)\"); jsonrpc_exec('{\"jsonrpc\": \"2.0\", \"method\": \"rtpengine.show\", \"params\": [\"all\"]}'); xlog(\"$jsonrpl(body)\");",
            Invite(Sdp),
            $"modparam(\"rtpengine\", \"rtpengine_sock\", \"5 == udp:127.0.0.1:{silent.Port}=1000000\")\nmodparam(\"rtpengine\", \"rtpengine_sock\", \"5 == udp:127.0.0.1:{_media.Port}=1\")\nmodparam(\"rtpengine\", \"setid_default\", 5)\nmodparam(\"rtpengine\", \"rtp_inst_pvar\", \"$avp(node)\")".Replace("=1000000", "=100000", StringComparison.Ordinal));

        Assert.Equal($"1 udp:127.0.0.1:{_media.Port}", log[0]);
        Assert.Matches($"\"url\":\"udp:127.0.0.1:{silent.Port}\",\"set\":5,\"index\":0,\"weight\":100000,\"disabled\":1,\"recheck_ticks\":[1-9]", log[1]);
        Assert.Contains($"\"url\":\"udp:127.0.0.1:{_media.Port}\",\"set\":5,\"index\":1,\"weight\":1,\"disabled\":0,\"recheck_ticks\":0", log[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Media_commands_and_totals_are_those_of_the_call()
    {
        var log = await RunAsync(
            "start_recording(); block_media(\"via-branch=auto\"); play_media(\"file=/x from-tag=a\"); play_dtmf(\"code=5\"); xlog(\"$rc\"); rtpengine_query(); xlog(\"$rtpstat\"); rtpengine_query_v(\"\", \"$avp(q)\"); xlog(\"$avp(q)\");",
            Invite(""));

        Assert.Equal("1", log[0]);
        Assert.Equal("RTP: 7 bytes, 0 packets, 0 errors; RTCP: 0 bytes, 0 packets, 0 errors", log[1]);
        Assert.StartsWith("d6:result2:ok", log[2], StringComparison.Ordinal);
        Assert.Equal(["start recording", "block media", "play media", "play DTMF", "query", "query", "query"], _media.Commands.Select(static command => command[(command.LastIndexOf(':') + 1)..^1]));
        Assert.Contains("10:via-branch8:z9hG4bK1", _media.Commands[1], StringComparison.Ordinal);
        Assert.Contains("4:file2:/x7:call-id14:nat1@127.0.0.113:received-froml3:IP49:127.0.0.1e8:from-tag1:a", _media.Commands[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_gets_an_offer_and_answers_it()
    {
        _media.Answer = static command => command.Contains("4:ping", StringComparison.Ordinal) ? "d6:result4:ponge" : "d6:result2:ok3:sdp5:v=0\r\n6:to-tag3:li1e";
        var log = await RunAsync(
            "rtpengine_subscribe_request(\"all\", \"$avp(sdp)\", \"$avp(tag)\", \"$avp(of)\"); xlog(\"$rc $(avp(sdp){s.len}) $avp(tag) $avp(of)\"); rtpengine_subscribe_answer(\"to-tag=li1\"); xlog(\"$rc\"); rtpengine_unsubscribe(\"to-tag=li1\"); xlog(\"$rc\"); rtpengine_connect(\"to-tag=x\"); xlog(\"$rc\");",
            Invite(Sdp));

        Assert.Equal(["1 5 li1 <null>", "1", "1", "1"], log);
        Assert.Equal(["subscribe request", "subscribe answer", "unsubscribe", "connect"], _media.Commands.Select(static command => command[(command.LastIndexOf(':') + 1)..^1]));
        Assert.Contains("3:sdp", _media.Commands[1], StringComparison.Ordinal);
        Assert.Contains("6:to-tag3:li1", _media.Commands[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_that_do_not_exist_are_not_chosen() => Assert.Equal(
        ["-1", "1", "-1"],
        await RunAsync("set_rtpengine_set(\"9\"); xlog(\"$rc\"); set_rtpengine_set(\"0\"); xlog(\"$rc\"); set_rtpengine_set(\"0\", \"9\"); xlog(\"$rc\");", Invite(Sdp)));

    [Theory]
    [InlineData("rtpengine.show", "", "Not enough parameters (URL or all)")]
    [InlineData("rtpengine.show", "udp:nosuch:1", "Instance not found: udp:nosuch:1")]
    [InlineData("rtpengine.enable", "all", "Not enough parameters (URL or all, and 0 or 1)")]
    [InlineData("rtpengine.reload", "", "No Database URL")]
    [InlineData("rtpengine.ping", "all", "")]
    [InlineData("rtpengine.enable", "all 0", "")]
    [InlineData("rtpengine.get_hash_total", "", "")]
    public async Task Commands_have_the_texts_of_the_peer(string command, string words, string fault)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Load("")}request_route {{ exit; }}\n", engine.Services);
        await engine.StartAsync(source);

        var call = engine.Services.Get<RpcDispatcher>().Execute(command, [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RpcValue.Of)]);

        Assert.Equal(fault, call.FaultText);
        await engine.StopAsync();
    }

    [Theory]
    [InlineData("modparam(\"rtpengine\", \"rtpengine_sock\", \"nonsense\")", "expected udp:host:port")]
    [InlineData("modparam(\"rtpengine\", \"rtpengine_sock\", \"1 ==\")", "expected id == udp:host:port")]
    [InlineData("modparam(\"rtpengine\", \"write_sdp_pv\", \"$var(x)\")", "is no AVP")]
    [InlineData("modparam(\"rtpengine\", \"db_url\", \"mysql://x\")", "no loaded module reads databases")]
    [InlineData("modparam(\"rtpengine\", \"db_url\", \"mysql://x\")\nmodparam(\"rtpengine\", \"table_name\", \"a;b\")", "is no name of a table or column")]
    public async Task What_cannot_work_is_refused_at_the_start(string parameters, string message) =>
        Assert.Contains(message, await Scripts.CfgProbe.RefusalAsync($"loadmodule \"rtpengine.so\"\n{parameters}", "exit;"), StringComparison.Ordinal);

    private static string Invite(string sdp) =>
        "INVITE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.1.1.1:5060;branch=z9hG4bK1\r\nFrom: <sip:alice@127.0.0.1>;tag=ft1\r\nTo: <sip:bob@127.0.0.1>\r\nCall-ID: nat1@127.0.0.1\r\n"
        + $"CSeq: 1 INVITE\r\n{(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {sdp.Length}\r\n\r\n{sdp}";

    private string Load(string parameters) =>
        "loadmodule \"pv.so\"\nloadmodule \"xlog.so\"\nloadmodule \"textopsx.so\"\nloadmodule \"jsonrpcs.so\"\nmodparam(\"jsonrpcs\", \"transport\", 1)\nmodparam(\"jsonrpcs\", \"pretty_format\", 0)\nloadmodule \"rtpengine.so\"\n"
        + $"modparam(\"rtpengine\", \"rtpengine_sock\", \"udp:127.0.0.1:{_media.Port}\")\nmodparam(\"rtpengine\", \"rtpengine_tout_ms\", 200)\nmodparam(\"rtpengine\", \"rtpengine_retr\", 2)\n{parameters}\n";

    private async Task<List<string>> RunAsync(string statements, string message, string parameters = "")
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Load(parameters)}request_route {{\n{statements}\nexit;\n}}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(message, "127.0.0.1:18101");
        await engine.StopAsync();
        return engine.Log.ConvertAll(static line => line.Text);
    }
}
