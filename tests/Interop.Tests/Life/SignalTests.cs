using System.Diagnostics;
using System.Net.Sockets;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Life;

/// <summary>What the server does with signals.</summary>
public sealed class SignalTests
{
    private const string Answering = "request_route { sl_send_reply(\"200\", \"one\"); }";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public void Terminated_it_finishes_the_call_under_way_begins_no_other_and_ends()
    {
        using var callee = new Phone();
        using var cfg = new ProcessCfg(Relay(callee), "exit_timeout=20");
        using var server = RunningServer.Start(cfg.Path);
        using var caller = new Phone(server.Port);
        var invite = Ring(caller, callee, server);

        server.Signal("TERM");
        WaitFor(() => server.HasEnded || !Answers(server));
        Assert.False(server.HasEnded);
        callee.Send(Phone.Answer(invite, "486 Busy"), server.Port);

        Assert.StartsWith("SIP/2.0 486", caller.Receive(), StringComparison.Ordinal);
        WaitFor(() => server.HasEnded);
        Assert.DoesNotContain("not all transactions", server.Log, StringComparison.Ordinal);
        server.Stop();
    }

    [Theory]
    [InlineData("exit_timeout=1", "TERM", 1, 12)]
    [InlineData("exit_timeout=60", "INT", 0, 8)]
    public void A_call_that_nobody_answers_is_waited_for_as_long_as_the_signal_says(string setting, string signal, int atLeast, int atMost)
    {
        using var callee = new Phone();
        using var cfg = new ProcessCfg(Relay(callee), setting);
        using var server = RunningServer.Start(cfg.Path);
        using var caller = new Phone(server.Port);
        Ring(caller, callee, server);
        var begin = Stopwatch.StartNew();

        server.Signal(signal);
        WaitFor(() => server.HasEnded);

        Assert.InRange(begin.Elapsed.TotalSeconds, atLeast - 0.1, atMost);
        server.Stop();
    }

    [Fact]
    public void A_second_termination_ends_the_wait()
    {
        using var callee = new Phone();
        using var cfg = new ProcessCfg(Relay(callee), "exit_timeout=60");
        using var server = RunningServer.Start(cfg.Path);
        using var caller = new Phone(server.Port);
        Ring(caller, callee, server);

        server.Signal("TERM");
        WaitFor(() => !Answers(server));
        server.Signal("TERM");

        WaitFor(() => server.HasEnded);
        server.Stop();
    }

    [Fact]
    public void Hangup_is_ignored_until_the_configuration_says_that_it_reloads()
    {
        using var cfg = new ProcessCfg(Answering);
        using var server = RunningServer.Start(cfg.Path);
        cfg.Write(Answering.Replace("one", "two", StringComparison.Ordinal), "reload_on_hup=yes");

        server.Signal("HUP");
        Assert.Equal("SIP/2.0 200 one", Ask(server));
        Assert.False(server.Call("core.reload").IsFault);
        cfg.Write(Answering.Replace("one", "three", StringComparison.Ordinal), "reload_on_hup=yes");
        server.Signal("HUP");

        WaitFor(() => Ask(server) == "SIP/2.0 200 three");
        cfg.Write("request_route { nosuch(); }", "reload_on_hup=yes");
        server.Signal("HUP");
        WaitFor(() => server.Log.Contains("reload by SIGHUP refused, generation 3 stays: ", StringComparison.Ordinal));
        Assert.Equal("SIP/2.0 200 three", Ask(server));
    }

    /// <summary>The six lines about signals of golden/control/kamailio-exit-codes.txt; one process is the whole server here.</summary>
    [Fact]
    public void Every_recorded_signal_does_what_it_did()
    {
        var recorded = RecordedSignals();
        Assert.Equal(["HUP", "INT", "KILL", "TERM", "USR1", "USR2"], recorded.Keys.Order(StringComparer.Ordinal));
        using var cfg = new ProcessCfg(Answering);
        foreach (var (signal, outcome) in recorded)
        {
            using var server = RunningServer.Start(cfg.Path);
            server.Signal(signal);
            if (outcome == "keeps running")
            {
                for (var i = 0; i < 3; i++, server.Signal(signal))
                    Assert.Equal("SIP/2.0 200 one", Ask(server));

                Assert.False(server.HasEnded, $"{signal}:\n{server.Log}");
                server.Stop();
                continue;
            }

            // KILL was recorded of one of many processes; the one of this server cannot say anything any more.
            WaitFor(() => server.HasEnded);
            Assert.Equal(outcome == "exits, rc=0", server.EndedWell);
        }
    }

    [Fact]
    public void A_changed_file_is_noticed_when_the_configuration_asks_for_it()
    {
        using var cfg = new ProcessCfg(Answering, "reload_watch=1");
        using var server = RunningServer.Start(cfg.Path);

        cfg.Write("request_route { nosuch(); }", "reload_watch=1");
        WaitFor(() => server.Log.Contains("reload by a changed file refused, generation 1 stays: ", StringComparison.Ordinal));
        Assert.Equal("SIP/2.0 200 one", Ask(server));

        cfg.Write(Answering.Replace("one", "two", StringComparison.Ordinal), "reload_watch=1");
        WaitFor(() => Ask(server) == "SIP/2.0 200 two");
    }

    [Fact]
    public void Included_files_are_watched_also_those_of_a_configuration_that_was_refused()
    {
        string Including(string name) => $"include_file \"{name}\"";
        using var cfg = new ProcessCfg("request_route { exit; }");
        File.WriteAllText(cfg.Beside("a.cfg"), Answering);
        cfg.Write(Including("a.cfg"), "reload_watch=1");
        using var server = RunningServer.Start(cfg.Path);
        File.WriteAllText(cfg.Beside("a.cfg"), Answering.Replace("one", "two", StringComparison.Ordinal));
        WaitFor(() => Ask(server) == "SIP/2.0 200 two");

        cfg.Write(Including("b.cfg"), "reload_watch=1");
        WaitFor(() => server.Log.Contains("reload by a changed file refused, generation 2 stays: ", StringComparison.Ordinal));
        File.WriteAllText(cfg.Beside("b.cfg"), "request_route { nosuch(); }");
        WaitFor(() => server.Log.Contains("b.cfg:1:17: error CFG", StringComparison.Ordinal));
        Assert.Equal("SIP/2.0 200 two", Ask(server));
        File.WriteAllText(cfg.Beside("b.cfg"), Answering.Replace("one", "three", StringComparison.Ordinal));
        WaitFor(() => Ask(server) == "SIP/2.0 200 three");

        Assert.Equal(3, server.Log.Split("reload by a changed file refused").Length);
    }

    [ToolFact("prlimit")]
    public void Without_file_descriptors_a_reload_is_refused_with_a_clear_line_and_calls_go_on()
    {
        using var cfg = new ProcessCfg(Answering);
        using var server = RunningServer.Start(cfg.Path);
        var used = Directory.GetFileSystemEntries($"/proc/{server.ProcessId}/fd").Length;
        cfg.Write(Answering.Replace("one", "two", StringComparison.Ordinal));

        foreach (var more in new[] { 6, 10, 30 })
        {
            Tool.Run(5, "prlimit", "/", $"--pid={server.ProcessId}", $"--nofile={used + more}:");
            var reply = server.Call("core.reload");
            Assert.True(reply.IsFault);
            Assert.StartsWith("too few file descriptors", reply.FaultText, StringComparison.Ordinal);
            Assert.Equal("SIP/2.0 200 one", Ask(server));
        }

        Tool.Run(5, "prlimit", "/", $"--pid={server.ProcessId}", "--nofile=4096:");
        Assert.False(server.Call("core.reload").IsFault);
        Assert.Equal("SIP/2.0 200 two", Ask(server));
    }

    [ToolFact("prlimit")]
    public void A_control_socket_that_could_not_take_a_client_for_want_of_descriptors_takes_the_next_one()
    {
        using var cfg = new ProcessCfg(Answering);
        using var server = RunningServer.Start(cfg.Path);

        // What the first message and the first command load from files is there then.
        Assert.Equal("SIP/2.0 200 one", Ask(server));
        Assert.False(server.Call("core.uptime").IsFault);
        Tool.Run(5, "prlimit", "/", $"--pid={server.ProcessId}", "--nofile=3:");
        using (Control.ControlDoors.OpenUnix(server.ControlSocket))
            Assert.Equal("SIP/2.0 200 one", Ask(server));

        Tool.Run(5, "prlimit", "/", $"--pid={server.ProcessId}", "--nofile=4096:");
        Assert.False(server.Call("core.uptime").IsFault);
        server.Stop();
    }

    private static string Relay(Phone callee) =>
        $"request_route {{ if ($rm == \"OPTIONS\") {{ sl_send_reply(\"200\", \"OK\"); exit; }} $du = \"sip:127.0.0.1:{callee.Port}\"; t_relay(); }}";

    private static string Ring(Phone caller, Phone callee, RunningServer server)
    {
        caller.Send(caller.Request("INVITE", $"sip:bob@127.0.0.1:{server.Port}", "call", string.Empty));
        Assert.StartsWith("SIP/2.0 100", caller.Receive(), StringComparison.Ordinal);
        var invite = callee.Receive();
        callee.Send(Phone.Answer(invite, "180 Ringing"), server.Port);
        Assert.StartsWith("SIP/2.0 180", caller.Receive(), StringComparison.Ordinal);
        return invite;
    }

    // "SIGHUP to the main process: keeps running"; "SIGKILL of one child: whole server terminates, rc=1".
    private static Dictionary<string, string> RecordedSignals() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control", "kamailio-exit-codes.txt"))
        .Where(static line => line.StartsWith("SIG", StringComparison.Ordinal))
        .ToDictionary(static line => line[3..line.IndexOf(' ', StringComparison.Ordinal)], static line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);

    private static bool Answers(RunningServer server)
    {
        using var phone = new Phone(server.Port);
        phone.Send(phone.Request("OPTIONS", "sip:x@127.0.0.1", Guid.NewGuid().ToString("N"), string.Empty));
        return phone.ReceiveAll().Count > 0;
    }

    private static string Ask(RunningServer server)
    {
        using var phone = new Phone(server.Port);
        phone.Send(phone.Request("OPTIONS", "sip:x@127.0.0.1", Guid.NewGuid().ToString("N"), string.Empty));
        try
        {
            return phone.Receive().Split("\r\n")[0];
        }
        catch (SocketException)
        {
            return "no answer";
        }
    }

    private static void WaitFor(Func<bool> condition)
    {
        var begin = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(begin.Elapsed < Soon, "the condition was not met in time");
            Thread.Sleep(50);
        }
    }
}
