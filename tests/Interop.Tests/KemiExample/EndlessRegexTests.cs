using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.KemiExample;

public sealed class EndlessRegexTests
{
    [Fact]
    public async Task A_regular_expression_that_would_take_for_ever_is_a_script_error_and_the_server_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("sbx-regex-");
        var port = Ports.FreeOfBoth();
        var script = Path.Combine(folder.FullName, "routes.js");
        await File.WriteAllTextAsync(script, """
            function ksr_request_route() {
                if (KSR.pv.get("$rU") == "slow")
                    /^(a+)+$/.test(new Array(80).join("a") + "!");
                KSR.sl.sl_send_reply(200, "OK");
            }
            """);
        var cfg = Path.Combine(folder.FullName, "test.cfg");
        await File.WriteAllTextAsync(cfg, $"""
            debug=2
            listen=udp:127.0.0.1:{port}
            children=1
            loadmodule "pv.so"
            loadmodule "sl.so"
            loadmodule "app_jsdt.so"
            modparam("app_jsdt", "load", "{script}")
            cfgengine "jsdt"
            """);
        using var server = Tool.Start(SignalboxBinary.Path, folder.FullName, ["-f", cfg, "-DD", "-E", "-Y", folder.FullName]);
        using var phone = new ExamplePhone(port);
        await Told(server, "generation 1 is live");

        phone.Send(Options("slow", port));
        await Told(server, "error from JavaScript in ksr_request_route");
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
