using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>The steps of the script, recorded beside the messages of a traced call and drawn between them.</summary>
public sealed class ScriptTraceTests
{
    [Fact]
    public void Steps_of_a_traced_call_stand_between_its_messages_and_those_of_others_nowhere()
    {
        using var callee = new Phone();
        using var server = RunningServer.Start(Path.Combine(AppContext.BaseDirectory, "Cases", "script-steps.cfg"), "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee.Port}\"");
        Begin(server, "callid=wanted@x", "script=on");
        Refuse(server, callee, "other@x");
        Refuse(server, callee, "wanted@x");
        Assert.True(Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM sqlite_master WHERE name = 'script_trace'", 1) == 1, server.Log);
        Assert.Equal(1, Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM script_trace WHERE name = 't_check_trans'", 1));
        server.Stop();

        var (status, shown) = Tool.Run(60, SignalboxBinary.Path, "/", "trace", "show", server.Database, "wanted@x", "--script");

        Assert.True(status == 0, shown);
        AssertInOrder(
            shown,
            ["- INVITE -", "request_route", "is_method() -> -1", "script-steps.cfg:25", "$var(user) = to bob", "script-steps.cfg:30", "route[relay]", "$du = sip:127.0.0.1:", "t_on_reply() -> 1", "t_relay() -> 1", "exit", "script-steps.cfg:39"]);
        AssertInOrder(shown, ["- 486 Busy Here -", "onreply_route[seen]", "$avp(code) = 486", "failure_route[refused]", "- 480 Gone -", "t_reply() -> 1"]);
        AssertInOrder(shown, ["- 480 Gone -", "- ACK -", "is_method() -> 1", "t_check_trans() -> 0"]);
        Assert.Equal(["wanted@x"], Sqlite.Query(server.Database, "SELECT DISTINCT callid FROM script_trace"));
    }

    [Fact]
    public void Without_a_table_of_steps_it_says_so()
    {
        using var callee = new Phone();
        using var server = RunningServer.Start(Path.Combine(AppContext.BaseDirectory, "Cases", "script-steps.cfg"), "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee.Port}\"");
        Begin(server, "callid=wanted@x");
        Refuse(server, callee, "wanted@x");
        server.Stop();

        var (status, shown) = Tool.Run(60, SignalboxBinary.Path, "/", "trace", "show", server.Database, "wanted@x", "--script");

        Assert.NotEqual(0, status);
        Assert.Contains("no steps of scripts: ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_are_read_from_the_table_that_the_configuration_names()
    {
        using var callee = new Phone();
        var cfg = Path.Combine(AppContext.BaseDirectory, "Cases", "script-steps-elsewhere.cfg");
        File.WriteAllText(cfg, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "script-steps.cfg"))
            .Replace("modparam(\"siptrace\", \"db_url\"", "modparam(\"siptrace\", \"script_table\", \"steps\")\nmodparam(\"siptrace\", \"db_url\"", StringComparison.Ordinal));
        using var server = RunningServer.Start(cfg, "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee.Port}\"");
        Begin(server, "callid=wanted@x", "script=on");
        Refuse(server, callee, "wanted@x");
        Assert.Equal(1, Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM sqlite_master WHERE name = 'steps'", 1));
        server.Stop();

        var (status, shown) = Tool.Run(60, SignalboxBinary.Path, "/", "trace", "show", server.Database, "wanted@x", "--script-table", "steps");

        Assert.True(status == 0, shown);
        AssertInOrder(shown, ["- INVITE -", "request_route", "- 486 Busy Here -"]);
    }

    private static void Begin(RunningServer server, params string[] words) => Assert.Equal(string.Empty, server.Call("siptrace.start", words).FaultText);

    private static void Refuse(RunningServer server, Phone callee, string callId)
    {
        using var caller = new Phone(server.Port);
        var invite = caller.Request("INVITE", $"sip:bob@127.0.0.1:{server.Port}", callId, $"Contact: <sip:a@127.0.0.1:{caller.Port}>\r\n");
        caller.Send(invite);
        callee.Send(Phone.Answer(callee.Receive(), "486 Busy Here"), server.Port);
        while (!callee.Receive().StartsWith("ACK ", StringComparison.Ordinal))
        {
            // a repetition of the INVITE
        }

        var reply = caller.Receive();
        while (!reply.StartsWith("SIP/2.0 480", StringComparison.Ordinal))
            reply = caller.Receive();

        var tag = Phone.Header(reply, "To").Split(";tag=")[1];
        caller.Send(invite.Replace("INVITE ", "ACK ", StringComparison.Ordinal).Replace("1 INVITE", "1 ACK", StringComparison.Ordinal).Replace($"To: <sip:bob@127.0.0.1:{server.Port}>", $"To: <sip:bob@127.0.0.1:{server.Port}>;tag={tag}", StringComparison.Ordinal));
    }

    private static void AssertInOrder(string text, string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is not where it should be in\n{text}");
            at = found + part.Length;
        }
    }
}
