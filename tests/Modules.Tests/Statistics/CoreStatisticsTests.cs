using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Statistics;

/// <summary>The group core, as the peer counts the same messages (recorded with 5.6.3).</summary>
public sealed class CoreStatisticsTests
{
    private const string Configuration = """
        listen=udp:127.0.0.1:5060
        loadmodule "pv.so"
        loadmodule "kex.so"
        loadmodule "textops.so"
        request_route {
            if (is_method("BYE")) {
                $du = "sip:192.0.2.9:5060";
                forward();
            }
            if (is_method("MESSAGE"))
                forward();
            exit;
        }
        reply_route {
            if ($rs == 183)
                drop;
        }
        """;

    [Theory]
    [InlineData("BYE", "fwd_requests=1 rcv_requests=1 rcv_requests_bye=1")]
    [InlineData("INVITE", "rcv_requests=1 rcv_requests_invite=1")]
    [InlineData("FOO", "rcv_requests=1 unsupported_methods=1")]
    [InlineData("KDMQ", "rcv_requests=1")]
    public async Task A_request_is_counted_by_its_method(string method, string expected) =>
        Assert.Equal(expected, await CountAsync(
            $"{method} sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 {method}\r\nContent-Length: 0\r\n\r\n"));

    [Fact]
    public async Task A_request_that_cannot_go_on_for_its_uri_is_counted_as_such() =>
        Assert.Equal("bad_URIs_rcvd=1 drop_requests=1 rcv_requests=1 rcv_requests_message=1", await CountAsync(
            "MESSAGE foo:bar SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n"));

    [Theory]
    [InlineData("200", "REGISTER", "fwd_replies=1 rcv_replies=1 rcv_replies_2xx=1 rcv_replies_2xx_reg=1")]
    [InlineData("183", "INVITE", "drop_replies=1 rcv_replies=1 rcv_replies_18x=1 rcv_replies_1xx=1 rcv_replies_1xx_invite=1")]
    [InlineData("486", "INVITE", "fwd_replies=1 rcv_replies=1 rcv_replies_486=1 rcv_replies_4xx=1 rcv_replies_4xx_invite=1")]
    [InlineData("200", "FOO", "fwd_replies=1 rcv_replies=1 rcv_replies_2xx=1")]
    public async Task A_reply_is_counted_by_its_class_and_method(string code, string method, string expected) =>
        Assert.Equal(expected, await CountAsync(
            $"SIP/2.0 {code} X\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\nVia: SIP/2.0/UDP 192.0.2.1:9\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 {method}\r\nContent-Length: 0\r\n\r\n"));

    [Fact]
    public async Task A_request_without_a_header_that_all_have_is_an_error() =>
        Assert.Equal("bad_msg_hdr=1 err_requests=1", await CountAsync(
            "OPTIONS sip:a@127.0.0.1 SIP/2.0\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"));

    // What is not 0, without the group.
    private static async Task<string> CountAsync(string message)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(Configuration, engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(message, "192.0.2.1:5060");
        var call = engine.Services.Get<RpcDispatcher>().Execute("stats.get_statistics", [RpcValue.Of("core:")]);
        var counted = call.Rows.Select(static row => row.ToText()).Where(static row => !row.EndsWith(" = 0", StringComparison.Ordinal));
        await engine.StopAsync();
        return string.Join(' ', counted.Select(static row => row.Replace("core:", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal)));
    }
}
