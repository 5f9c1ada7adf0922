using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Whole calls through the Lua and JavaScript examples, with the mirror watched on the wire.</summary>
public sealed class KemiCallTests
{
    [Theory]
    [InlineData("WITH_LUA")]
    [InlineData("WITH_JS")]
    public void A_script_routes_a_call_and_traces_it_under_its_correlation_id(string engine)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-kemi-");
        using var collector = new Phone();
        using var server = RunningServer.Start(RunningServer.Example("kemi.cfg"), ["-A", engine, .. ScriptsWithCollector(folder.FullName, collector.Port)]);
        using var alice = new Phone(server.Port);
        using var bob = new Phone(server.Port);

        bob.Send(bob.Request("REGISTER", $"sip:127.0.0.1:{server.Port}", "reg-1", $"Contact: <sip:bob@127.0.0.1:{bob.Port}>\r\n"));
        Assert.StartsWith("SIP/2.0 200 ", bob.Receive(), StringComparison.Ordinal);

        alice.Send(alice.Request("INVITE", $"sip:bob@127.0.0.1:{server.Port}", "kemi-call", string.Empty));
        Assert.StartsWith("SIP/2.0 100 ", alice.Receive(), StringComparison.Ordinal);
        var invite = bob.Receive();
        bob.Send(Phone.Answer(invite));
        var answer = alice.Receive();
        Assert.StartsWith("SIP/2.0 200 ", answer, StringComparison.Ordinal);

        var route = $"Route: {Phone.Header(answer, "Record-Route")}\r\n";
        alice.Send(alice.Request("ACK", $"sip:bob@127.0.0.1:{bob.Port}", "kemi-call", route, toTag: ";tag=callee"));
        Assert.StartsWith("ACK ", bob.Receive(), StringComparison.Ordinal);
        alice.Send(alice.Request("BYE", $"sip:bob@127.0.0.1:{bob.Port}", "kemi-call", route, toTag: ";tag=callee"));
        bob.Send(Phone.Answer(bob.Receive()));
        Assert.StartsWith("SIP/2.0 200 ", alice.Receive(), StringComparison.Ordinal);
        server.Stop();
        folder.Delete(recursive: true);

        var traced = collector.ReceiveAll().Select(HepText.Describe).Where(static packet => packet.Contains("0/0011 kemi-call-abc\n", StringComparison.Ordinal)).ToList();
        Assert.True(traced.Count > 0, server.Log);
        foreach (var line in (string[])["INVITE sip:bob@", "SIP/2.0 200 ", "ACK sip:bob@", "BYE sip:bob@"])
            Assert.Contains(traced, packet => packet.Contains($"0/000f {line}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_lua_event_handler_sees_each_message_and_drops_what_it_wants()
    {
        using var server = RunningServer.Start(RunningServer.Example("dump-events.cfg"), "-A", $"LUA_SCRIPT=\"{RunningServer.Example("dump-events.lua")}\"");
        using var alice = new Phone(server.Port);
        foreach (var method in (string[])["OPTIONS", "MESSAGE"])
        {
            alice.Send(alice.Request(method, $"sip:127.0.0.1:{server.Port}", "dump-" + method, string.Empty));
            Assert.StartsWith("SIP/2.0 200 ", alice.Receive(), StringComparison.Ordinal);
        }

        server.Stop();
        Assert.Contains("sipdump rcv 127.0.0.1 -> 127.0.0.1", server.Log, StringComparison.Ordinal);
        var dump = File.ReadAllText(Directory.GetFiles(server.Folder, "*.data").Single());
        Assert.Contains("\nMESSAGE sip:", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("\nOPTIONS sip:", dump, StringComparison.Ordinal);
    }

    // The scripts name their collector themselves; here it must be a free port.
    private static IEnumerable<string> ScriptsWithCollector(string folder, int port)
    {
        foreach (var name in (string[])["kemi.lua", "kemi.js"])
            File.WriteAllText(Path.Combine(folder, name), File.ReadAllText(RunningServer.Example(name)).Replace(":9060", $":{port}", StringComparison.Ordinal));

        return ["-A", $"LUA_SCRIPT=\"{folder}/kemi.lua\"", "-A", $"JS_SCRIPT=\"{folder}/kemi.js\""];
    }
}
