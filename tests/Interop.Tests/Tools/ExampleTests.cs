using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

public sealed class ExampleTests
{
    public static TheoryData<string, string> Examples => new()
    {
        { "quickstart.cfg", "" },
        { "proxy.cfg", "" },
        { "capture.cfg", "" },
        { "dump-events.cfg", $"LUA_SCRIPT=\"{RunningServer.Example("dump-events.lua")}\"" },
        { "dispatcher.cfg", $"LIST=\"{RunningServer.Example("dispatcher.list")}\"" },
        { "kemi.cfg", "WITH_LUA" },
        { "kemi.cfg", "WITH_JS" },
    };

    [Theory, MemberData(nameof(Examples))]
    public void An_example_starts_answers_and_stops(string cfg, string define)
    {
        using var server = RunningServer.Start(RunningServer.Example(cfg), Flags(define));

        Assert.StartsWith("signalbox ", server.Call("core.version").Records[0].Text, StringComparison.Ordinal);
        Assert.False(server.Call("core.reload").IsFault);

        server.Stop();
    }

    [Theory, MemberData(nameof(Examples))]
    public void An_example_is_plain_enough_for_the_peer(string cfg, string define)
    {
        if (Tool.Find("kamailio") is null)
            return;

        var (status, output) = Tool.Run(30, "kamailio", "/", ["-c", "-f", RunningServer.Example(cfg), .. Flags(define)]);

        Assert.True(status == 0, output);
    }

    [Fact]
    public void The_demo_places_a_traced_call()
    {
        var (status, output) = Tool.Run(60, SignalboxBinary.Path, "/", "demo", "--once");

        Assert.True(status == 0, output);
        foreach (var label in (string[])["REGISTER", "200 OK", "INVITE", "100 ", "180 Ringing", "ACK", "BYE"])
            Assert.Contains($" {label}", output, StringComparison.Ordinal);
    }

    private static string[] Flags(string define) => define.Length == 0 ? [] : ["-A", define];
}
