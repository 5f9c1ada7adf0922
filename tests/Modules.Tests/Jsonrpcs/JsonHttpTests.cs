using System.Text;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Jsonrpcs;

public sealed class JsonHttpTests
{
    private const string Client = "127.0.0.1:4711";
    private const string Elsewhere = "192.0.2.7:4711";

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"core.prints\",\"params\":[\"x\"],\"id\":1}", "200 OK", "{\"jsonrpc\":\"2.0\",\"result\":[\"x\"],\"id\":1}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"nosuch\",\"id\":3}", "500 Method Not Found", "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":500,\"message\":\"Method Not Found\"},\"id\":3}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"cnt.get\",\"params\":[\"a\",\"b\"],\"id\":3}", "400 non-existent counter a.b", "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":400,\"message\":\"non-existent counter a.b\\n\"},\"id\":3}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":5}", "200 OK", "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":5}")]
    public async Task A_request_is_answered_with_the_code_of_its_fault(string request, string status, string reply)
    {
        var (sent, _) = await PostAsync(request);

        Assert.Equal($"HTTP/1.1 {status}\r\nSia: SIP/2.0/TCP 127.0.0.1:4711\r\nContent-Type: application/json\r\nServer: test\r\nContent-Length: {reply.Length}\r\n\r\n{reply}", sent);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":")]
    [InlineData("")]
    public async Task What_is_no_JSON_is_left_to_the_script(string request)
    {
        var (sent, log) = await PostAsync(request);

        Assert.Null(sent);
        Assert.Equal(["rc -1"], log);
    }

    [Theory]
    [InlineData("", "", "403 Forbidden")]
    [InlineData("0123456789abcdef", "", "403 Forbidden")]
    [InlineData("0123456789abcdef", "Authorization: Bearer 0123456789abcdeX\r\n", "403 Forbidden")]
    [InlineData("0123456789abcdef", "Authorization: Basic 0123456789abcdef\r\n", "403 Forbidden")]
    [InlineData("0123456789abcdef", "Authorization: Bearer 0123456789abcdef\r\n", "200 OK")]
    public async Task A_client_from_elsewhere_is_let_in_with_the_token_only(string token, string header, string status)
    {
        var parameter = token.Length > 0 ? $"modparam(\"jsonrpcs\", \"token\", \"{token}\")\n" : string.Empty;

        var (sent, _) = await PostAsync("{\"jsonrpc\":\"2.0\",\"method\":\"core.prints\",\"params\":[\"x\"],\"id\":1}", Elsewhere, header, parameter);

        Assert.StartsWith($"HTTP/1.1 {status}\r\n", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "403 Forbidden")]
    [InlineData("Authorization: Bearer 0123456789abcdef\r\n", "200 OK")]
    public async Task A_page_in_a_browser_on_this_machine_is_let_in_with_the_token_only(string header, string status)
    {
        var (sent, _) = await PostAsync(
            "{\"jsonrpc\":\"2.0\",\"method\":\"core.prints\",\"params\":[\"x\"],\"id\":1}",
            header: $"Origin: http://elsewhere.example\r\n{header}",
            parameter: "modparam(\"jsonrpcs\", \"token\", \"0123456789abcdef\")\n");

        Assert.StartsWith($"HTTP/1.1 {status}\r\n", sent, StringComparison.Ordinal);
    }

    private static async Task<(string? Sent, List<string> Log)> PostAsync(string body, string client = Client, string header = "", string parameter = "")
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(
            "server_header=\"Server: test\"\ntcp_accept_no_cl=yes\nlisten=tcp:127.0.0.1:5060\nloadmodule \"pv.so\"\nloadmodule \"xlog.so\"\nloadmodule \"counters.so\"\nloadmodule \"xhttp.so\"\nloadmodule \"jsonrpcs.so\"\n"
            + parameter + "modparam(\"jsonrpcs\", \"transport\", 1)\nmodparam(\"jsonrpcs\", \"pretty_format\", 0)\nrequest_route { exit; }\nevent_route[xhttp:request] { jsonrpc_dispatch(); xlog(\"rc $rc\"); }\n",
            engine.Services);
        await engine.StartAsync(source);
        engine.Deliver($"POST /RPC HTTP/1.1\r\nHost: h\r\n{header}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}", client, "tcp:127.0.0.1:5060");
        var sent = engine.Take(client)?.Text;
        await engine.StopAsync();
        return (sent, engine.Log.ConvertAll(static line => line.Text));
    }
}
