using Signalbox.Modules.Tests.Scripts;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Xhttp;

public sealed class XhttpTests
{
    private const string Client = "192.0.2.7:4711";
    private const string Get = "GET /a/b?x=1&y=2 HTTP/1.1\r\nHost: h:1\r\nUser-Agent: u\r\n\r\n";
    private const string Load = "server_header=\"Server: test\"\ntcp_accept_no_cl=yes\nlisten=tcp:127.0.0.1:5060\nlisten=udp:127.0.0.1:5060\n"
        + "loadmodule \"pv.so\"\nloadmodule \"xlog.so\"\nloadmodule \"sl.so\"\nloadmodule \"tm.so\"\nloadmodule \"textops.so\"\nloadmodule \"siputils.so\"\nloadmodule \"xhttp.so\"\nrequest_route { xlog(\"sip\"); exit; }\n";

    public static TheoryData<TableRow> Urls => TableFile.Read("Cases/Xhttp/urls.tsv");

    [Fact]
    public async Task A_request_runs_the_event_route_and_gets_the_answer_that_the_peer_gives()
    {
        var (log, sent) = await AskAsync(
            Get,
            "xlog(\"$rm [$hu] [$rb] $si $sp $proto $hdr(Host) $ua $(hu{url.path}) $(hu{url.querystring}) $ml\"); xhttp_reply(\"200\", \"OK\", \"text/html\", \"<$rm>\");");

        Assert.Equal([$"GET [/a/b?x=1&y=2] [] 192.0.2.7 4711 tcp h:1 u /a/b x=1&y=2 {Get.Length + "Via: SIP/2.0/TCP 192.0.2.7:4711\r\n".Length}"], log);
        Assert.Equal(
            ["HTTP/1.1 200 OK\r\nSia: SIP/2.0/TCP 192.0.2.7:4711\r\nContent-Type: text/html\r\nServer: test\r\nContent-Length: 5\r\n\r\n<GET>"],
            sent);
    }

    [Fact]
    public async Task Headers_of_append_to_reply_go_along_and_an_empty_type_gives_no_header()
    {
        var (_, sent) = await AskAsync("GET / HTTP/1.0\r\nHost: a\r\n\r\n", "append_to_reply(\"X-A: b\\r\\n\"); xhttp_reply(204, \"No\", \"\", \"\");");

        Assert.Equal(["HTTP/1.0 204 No\r\nSia: SIP/2.0/TCP 192.0.2.7:4711\r\nX-A: b\r\nServer: test\r\nContent-Length: 0\r\n\r\n"], sent);
    }

    [Theory]
    [InlineData("xhttp_reply(\"99\", \"OK\", \"a/b\", \"x\")")]
    [InlineData("xhttp_reply(\"1000\", \"OK\", \"a/b\", \"x\")")]
    [InlineData("xhttp_reply(\"200\", \"\", \"a/b\", \"x\")")]
    [InlineData("xhttp_reply(\"200\", \"OK\\r\\nX: y\", \"a/b\", \"x\")")]
    [InlineData("xhttp_reply(\"200\", \"OK\", \"a/b\\nX: y\", \"x\")")]
    public async Task An_answer_that_would_be_broken_is_not_sent(string reply)
    {
        var (log, sent) = await AskAsync(Get, $"{reply}; xlog(\"$rc\");");

        Assert.Equal(["-1"], log);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task A_request_is_answered_once()
    {
        var (log, sent) = await AskAsync(Get, "xhttp_reply(200, \"A\", \"\", \"\"); xlog(\"$rc\"); xhttp_reply(200, \"B\", \"\", \"\"); xlog(\"$rc\");");

        Assert.Equal(["1", "-1"], log);
        Assert.Single(sent);
    }

    [Theory]
    [InlineData("url_match", "^/rpc", "/rpc/x", true)]
    [InlineData("url_match", "^/rpc", "/x", false)]
    [InlineData("url_skip", "^/rpc", "/rpc/x", false)]
    [InlineData("url_skip", "^/rpc", "/RPC", true)]
    public async Task Only_wanted_URLs_run_the_route(string parameter, string regex, string url, bool runs)
    {
        var (log, _) = await AskAsync($"GET {url} HTTP/1.1\r\n\r\n", "xlog(\"ran\");", $"modparam(\"xhttp\", \"{parameter}\", \"{regex}\")");

        Assert.Equal(runs ? ["ran"] : [], log);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / x HTTP/1.1\r\n\r\n")]
    [InlineData("G{T / HTTP/1.1\r\n\r\n")]
    [InlineData(" / HTTP/1.1\r\n\r\n")]
    [InlineData("/ HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n")]
    [InlineData("GET / HTTP/1.1")]
    public async Task What_is_no_request_runs_no_route(string text)
    {
        var (log, sent) = await AskAsync(text, "xlog(\"ran\");");

        Assert.Empty(log);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task Functions_and_variables_for_SIP_do_no_harm_to_HTTP()
    {
        var (log, _) = await AskAsync(
            Get,
            "route(SIP);",
            "route[SIP] { xlog(\"$ru $rU $rd $fu $ft $tt $ci $cs $rp $ct $du $ai $pu\"); sl_send_reply(\"200\", \"OK\"); t_relay(); t_newtran(); forward(); force_rport(); xlog(\"end\"); }");

        Assert.Equal("end", log[^1]);
    }

    [Fact]
    public async Task SIP_messages_go_their_usual_way()
    {
        var (log, _) = await AskAsync(
            "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n",
            "xlog(\"http\");");

        Assert.Equal(["sip"], log);
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task URLs_are_cut_at_the_first_question_mark(TableRow row)
    {
        var (log, _) = await AskAsync(Get, $"$var(s) = \"{row["url"]}\"; xlog(\"[$(var(s){{url.path}})] [$(var(s){{url.querystring}})]\");");

        Assert.Equal([$"[{row["path"]}] [{row["query"]}]"], log);
    }

    [Theory]
    [InlineData("", "failed to find event_route[xhttp:request]")]
    [InlineData("modparam(\"xhttp\", \"url_match\", \"(\")\nevent_route[xhttp:request] { exit; }", "url_match")]
    [InlineData("event_route[xhttp:request] { xhttp_reply(\"200\", \"OK\"); }", "xhttp_reply")]
    [InlineData("event_route[xhttp:request] { xhttp_reply(\"x\", \"OK\", \"a\", \"b\"); }", "expected a number")]
    [InlineData("event_route[xhttp:request] { $hu = \"x\"; }", "$hu")]
    public async Task What_cannot_work_is_refused_at_the_start(string globals, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync($"loadmodule \"xhttp.so\"\n{globals}", "exit;"), StringComparison.Ordinal);

    private static async Task<(List<string> Log, List<string> Sent)> AskAsync(string request, string statements, string globals = "")
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Load}{globals}\nevent_route[xhttp:request] {{\n{statements}\n}}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(request, Client, "tcp:127.0.0.1:5060");
        var sent = new List<string>();
        while (engine.Take(Client) is { } message)
            sent.Add(message.Text);

        await engine.StopAsync();
        return (engine.Log.ConvertAll(static line => line.Text), sent);
    }
}
