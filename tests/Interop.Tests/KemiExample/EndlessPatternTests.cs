using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.KemiExample;

public sealed class EndlessPatternTests
{
    private const string InJavaScript = """
        function ksr_request_route() {
            if (KSR.pv.get("$rU") == "slow")
                /^(a+)+$/.test(new Array(80).join("a") + "!");
            KSR.sl.sl_send_reply(200, "OK");
        }
        """;

    private const string InLua = """
        function ksr_request_route()
            if KSR.pv.get("$rU") == "slow" then
                string.find(string.rep("a", 3000), string.rep(".-", 12) .. "b")
            end
            KSR.sl.sl_send_reply(200, "OK")
        end
        """;

    [Theory]
    [InlineData("jsdt", "JavaScript", InJavaScript)]
    [InlineData("lua", "Lua", InLua)]
    public async Task A_pattern_that_would_take_for_ever_is_a_script_error_and_the_server_goes_on(string engine, string language, string text)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-pattern-");
        var port = Ports.FreeOfBoth();
        var script = Path.Combine(folder.FullName, "routes");
        await File.WriteAllTextAsync(script, text);
        var cfg = Path.Combine(folder.FullName, "test.cfg");
        await File.WriteAllTextAsync(cfg, $"""
            debug=2
            listen=udp:127.0.0.1:{port}
            children=1
            loadmodule "pv.so"
            loadmodule "sl.so"
            loadmodule "app_{engine}.so"
            modparam("app_{engine}", "load", "{script}")
            cfgengine "{engine}"
            """);
        using var server = Tool.Start(SignalboxBinary.Path, folder.FullName, ["-f", cfg, "-DD", "-E", "-Y", folder.FullName]);
        using var phone = new ExamplePhone(port);
        await Told(server, "generation 1 is live");

        phone.Send(Options("slow", port));
        await Told(server, $"error from {language} in ksr_request_route");
        phone.Send(Options("quick", port));

        Assert.StartsWith("SIP/2.0 200", phone.Receive(), StringComparison.Ordinal);
        server.Terminate();
        folder.Delete(recursive: true);
    }

    private static async Task Told(Tool server, string text)
    {
        for (var i = 0; i < 400 && !server.Output.Contains(text, StringComparison.Ordinal); i++)
            await Task.Delay(50);

        Assert.Contains(text, server.Output, StringComparison.Ordinal);
    }

    private static string Options(string user, int port) =>
        $"OPTIONS sip:{user}@127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK{user}\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: {user}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
}
