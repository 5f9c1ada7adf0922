using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Life;

/// <summary>The server as a service: background, PID file, user, systemd, log, and the verb that reloads it.</summary>
public sealed class ServiceTests : IDisposable
{
    private const string Answering = "request_route { xlog(\"L_INFO\", \"got \\\"$rm\\\"\\n\"); sl_send_reply(\"200\", \"one\"); }";
    private readonly ProcessCfg _cfg = new(Answering);

    [Fact]
    public void In_the_background_the_parent_ends_when_it_is_ready_and_the_file_names_the_server()
    {
        var (port, pidFile) = (Ports.Free(), _cfg.Beside("pid"));
        var (status, output) = Tool.Run(30, SignalboxBinary.Path, "/tmp", [.. Flags(port), "-P", pidFile]);

        Assert.True(status == 0, output);
        Assert.True(Ports.IsBound(port));
        var pid = int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture);
        var (second, refusal) = Tool.Run(30, SignalboxBinary.Path, "/tmp", [.. Flags(Ports.Free()), "-P", pidFile]);
        Assert.Equal(255, second);
        Assert.Contains("running process found in the pid file", refusal, StringComparison.Ordinal);

        Tool.Run(5, "kill", "/", "-TERM", pid.ToString(CultureInfo.InvariantCulture));
        WaitFor(() => !Directory.Exists($"/proc/{pid}"));
        Assert.False(File.Exists(pidFile));
    }

    [Fact]
    public void In_the_background_a_broken_file_is_told_by_the_parent()
    {
        _cfg.Write("request_route { nosuch(); }");

        var (status, output) = Tool.Run(30, SignalboxBinary.Path, "/tmp", Flags(Ports.Free()));

        Assert.Equal(255, status);
        Assert.Contains("nosuch", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_the_start_are_in_the_log_file_too()
    {
        var (file, pidFile) = (_cfg.Beside("log"), _cfg.Beside("pid"));
        _cfg.Write(Answering, $"log_stderror=no\nlog_file=\"{file}\"\ndebug=2");

        var (status, output) = Tool.Run(30, SignalboxBinary.Path, "/tmp", [.. Flags(Ports.Free()), "-P", pidFile]);

        Assert.True(status == 0, output);
        Assert.Contains("INFO: <engine>: generation 1 is live", File.ReadAllText(file), StringComparison.Ordinal);
        Tool.Run(5, "kill", "/", "-TERM", File.ReadAllText(pidFile).Trim());
        WaitFor(() => !File.Exists(pidFile));
    }

    [RootToolFact("unshare")]
    public void Root_is_given_up_for_the_user_and_group_that_the_flags_name()
    {
        using var server = RunningServer.Start(_cfg.Path, "-u", "nobody", "-g", "nogroup");

        string Status() => File.ReadAllText($"/proc/{server.ProcessId}/status");

        // The sockets are open a moment before root is given up.
        WaitFor(() => Status().Contains("\nUid:\t65534\t65534\t65534\t65534\n", StringComparison.Ordinal));
        Assert.Contains("\nGid:\t65534\t65534\t65534\t65534\n", Status(), StringComparison.Ordinal);
        Assert.False(server.Call("core.uptime").IsFault);
    }

    [Fact]
    public void A_service_manager_hears_of_start_reload_life_and_end()
    {
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 15_000 };
        manager.Bind(new UnixDomainSocketEndPoint(_cfg.Beside("notify")));
        var control = _cfg.Beside("ctl");
        var port = Ports.Free();
        using var server = Tool.Start(
            SignalboxBinary.Path,
            "/tmp",
            new Dictionary<string, string> { ["NOTIFY_SOCKET"] = _cfg.Beside("notify"), ["WATCHDOG_USEC"] = "400000" },
            [.. Flags(port), "-DD", "-E"]);

        Assert.Equal($"READY=1\nMAINPID={server.ProcessId}\nSTATUS=generation 1", Next(manager));
        Assert.Equal("WATCHDOG=1", Next(manager));
        using (var client = Signalbox.Modules.Ctl.Api.BinrpcClient.Connect(control, TimeSpan.FromSeconds(20)))
            Assert.False(client.Call("core.reload", []).IsFault);

        Assert.StartsWith("RELOADING=1\nMONOTONIC_USEC=", NextBut(manager, "WATCHDOG=1"), StringComparison.Ordinal);
        Assert.Equal($"READY=1\nMAINPID={server.ProcessId}\nSTATUS=generation 2", NextBut(manager, "WATCHDOG=1"));
        server.Signal("TERM");
        Assert.StartsWith("STOPPING=1", NextBut(manager, "WATCHDOG=1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_lines_go_to_a_file_with_the_time_and_to_a_new_one_after_a_hangup()
    {
        var (log, moved) = (_cfg.Beside("server.log"), _cfg.Beside("server.log.1"));
        _cfg.Write(Answering, "debug=2\nlog_level_of=\"engine=-5\"\nlog_level_of=\"core=-5\"");
        var port = Ports.Free();
        using var server = Tool.Start(SignalboxBinary.Path, "/tmp", [.. Flags(port), "-DD", $"--log-file={log}"]);

        // Until the server is up, and its user is the one that was asked for, lines go to stderr.
        WaitFor(() => File.Exists(log));
        Ask(port);
        WaitFor(() => File.ReadAllText(log).Contains("got", StringComparison.Ordinal));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d 0\(\d+\) INFO: <script>: got ""OPTIONS""\n$", File.ReadAllText(log));

        File.Move(log, moved);
        server.Signal("HUP");
        WaitFor(() => File.Exists(log));
        Ask(port);
        WaitFor(() => File.ReadAllText(log).Contains("got", StringComparison.Ordinal));
        Assert.Single(File.ReadAllLines(moved));
    }

    [Theory]
    [InlineData("json:M", "lead ")]
    [InlineData("json:A", null)]
    public void Log_lines_are_json_with_the_members_of_the_peer(string engine, string? prefix)
    {
        _cfg.Write(Answering, "debug=2\nlog_prefix=\"lead \"");
        using var server = RunningServer.Start(_cfg.Path, $"--log-engine={engine}");
        string Last() => server.Log.Split('\n').LastOrDefault(static one => one.Contains("OPTIONS", StringComparison.Ordinal)) ?? "{}";

        // Lines of the start have all members: flags count when the configuration is read.
        WaitFor(() =>
        {
            Ask(server.Port);
            return Last().Contains("logprefix", StringComparison.Ordinal) == prefix is not null && Last().Length > 2;
        });
        using var line = JsonDocument.Parse(Last());

        var root = line.RootElement;
        Assert.Equal("INFO", root.GetProperty("level").GetString());
        Assert.Equal("script", root.GetProperty("module").GetString());
        Assert.Equal("got \"OPTIONS\"", root.GetProperty("message").GetString());
        Assert.Equal(server.ProcessId, root.GetProperty("pid").GetInt32());
        Assert.Equal(prefix, root.TryGetProperty("logprefix", out var member) ? member.GetString() : null);
    }

    [Fact]
    public void A_module_has_a_log_level_of_its_own_and_a_reload_changes_it()
    {
        _cfg.Write(Answering, "debug=-1\nlog_level_of=\"script=2\"");
        using var server = RunningServer.Start(_cfg.Path);
        Ask(server.Port);
        WaitFor(() => server.Log.Contains("got", StringComparison.Ordinal));
        Assert.DoesNotContain("<engine>", server.Log, StringComparison.Ordinal);

        _cfg.Write(Answering, "debug=-1\nlog_level_of=\"core=2\"");
        Assert.False(server.Call("core.reload").IsFault);
        Assert.False(server.Call("core.reload").IsFault);
        Ask(server.Port);
        WaitFor(() => server.Log.Contains("generation 3 is live", StringComparison.Ordinal));
        Assert.Equal(2, server.Log.Split("got").Length);
    }

    [Fact]
    public void The_reload_verb_shows_differences_findings_and_refusals()
    {
        using var server = RunningServer.Start(_cfg.Path);
        _cfg.Write(Answering.Replace("one", "two", StringComparison.Ordinal) + "\nroute[NEW] { exit; }", "tcp_children=3");

        var (status, output) = Reload(server, "--diff");
        Assert.Equal($"~ live     route     request_route\n+ live     route     route[NEW]\n+ restart  core      tcp_children  \"\" -> \"3\"  ({_cfg.Path}:1:1)", output);
        Assert.Equal(0, status);
        Assert.Equal(1, Reload(server, "--check").Status);
        Assert.Contains("\"class\": \"restart\"", Reload(server, "--diff", "--json").Output, StringComparison.Ordinal);
        (status, output) = Reload(server, "--json");
        using (var refused = JsonDocument.Parse(output))
        {
            var first = refused.RootElement.GetProperty("findings")[0];
            Assert.Equal((1, "CFG0420", "error"), (status, first.GetProperty("id").GetString(), first.GetProperty("severity").GetString()));
            Assert.Equal((_cfg.Path, 1, 1), (first.GetProperty("file").GetString(), first.GetProperty("line").GetInt32(), first.GetProperty("column").GetInt32()));
            Assert.Equal($"{_cfg.Path}:1:1: core tcp_children added with \"3\"", refused.RootElement.GetProperty("restart_required")[0].GetString());
        }

        (status, output) = Reload(server, "--force");
        Assert.Contains($"restart_required: {{\n\t{_cfg.Path}:1:1: core tcp_children added with \"3\"", output.Replace("\t\t", "\t", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, status);

        _cfg.Write("request_route { nosuch(); }");
        (status, output) = Reload(server, "--json");
        using var result = JsonDocument.Parse(output);
        var finding = result.RootElement.GetProperty("findings")[0];
        Assert.Equal((1, 0), (status, result.RootElement.GetProperty("ok").GetInt32()));
        Assert.Equal(_cfg.Path, finding.GetProperty("file").GetString());
        Assert.Equal((10, 17, 23), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("end_column").GetInt32()));
    }

    [ToolFact("systemd-analyze")]
    public void The_unit_is_valid_and_hardened()
    {
        var unit = _cfg.Beside("signalbox.service");
        var text = File.ReadAllText(Path.Combine(RunningServer.Root, "packaging", "signalbox.service"));
        File.WriteAllText(unit, text.Replace("/opt/signalbox/signalbox", SignalboxBinary.Path, StringComparison.Ordinal));

        var (status, output) = Tool.Run(30, "systemd-analyze", "/", "verify", unit);
        Assert.True(status == 0, output);
        Assert.DoesNotContain("signalbox.service:", output, StringComparison.Ordinal);

        (status, output) = Tool.Run(30, "systemd-analyze", "/", "security", "--offline=yes", "--threshold=25", unit);
        Assert.True(status == 0, output);
    }

    public void Dispose() => _cfg.Dispose();

    private static (int Status, string Output) Reload(RunningServer server, params string[] flags)
    {
        var (status, output) = Tool.Run(30, SignalboxBinary.Path, "/", ["reload", "-s", $"unix:{server.ControlSocket}", .. flags]);
        return (status, output.TrimEnd());
    }

    private string[] Flags(int port) =>
        ["-f", _cfg.Path, "-Y", Path.GetDirectoryName(_cfg.Path)!, "-A", $"LISTEN=udp:127.0.0.1:{port}", "-A", $"CTL=\"unix:{_cfg.Beside("ctl")}\""];

    private static void Ask(int port)
    {
        using var phone = new Phone(port);
        phone.Send(phone.Request("OPTIONS", "sip:x@127.0.0.1", Guid.NewGuid().ToString("N"), string.Empty));
        Assert.StartsWith("SIP/2.0 200", phone.Receive(), StringComparison.Ordinal);
    }

    private static string Next(Socket manager)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, manager.Receive(buffer));
    }

    private static string NextBut(Socket manager, string unwanted)
    {
        while (true)
        {
            var message = Next(manager);
            if (message != unwanted)
                return message;
        }
    }

    private static void WaitFor(Func<bool> condition)
    {
        var begin = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(begin.Elapsed.TotalSeconds < 20, "the condition was not met in time");
            Thread.Sleep(50);
        }
    }
}
