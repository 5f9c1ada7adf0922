using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Life;

/// <summary>Without -E the log goes to the syslog daemon; a socket of the test stands in for it.</summary>
public sealed class SyslogTests
{
    // <facility * 8 + severity>date program[process]: LEVEL: prefix, text
    private const string Head = @"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d ";

    [Theory]
    [InlineData("log_facility=LOG_LOCAL0\nlog_name=\"trunk\"", 16, "trunk")]
    [InlineData("log_facility=LOG_AUTH", 4, "signalbox")]
    [InlineData("", 3, "signalbox")]
    public void A_line_has_its_facility_severity_program_and_prefix(string settings, int facility, string program)
    {
        using var cfg = new ProcessCfg(
            """
            request_route {
                xlog("L_ERR", "one error\n");
                xlog("L_WARN", "one warning\n");
                xlog("L_NOTICE", "one notice\n");
                xlog("L_INFO", "one info\n");
                sl_send_reply("200", "OK");
            }
            """,
            settings + "\ndebug=2\nlog_prefix=\"$rm $ci> \"\n");
        using var daemon = Listen(cfg);
        var port = Ports.Free();
        using var server = Start(cfg, port);
        Receive(daemon, "is live");

        using var caller = new Phone(port);
        caller.Send(caller.Request("OPTIONS", $"sip:a@127.0.0.1:{port}", "call@x", string.Empty));

        foreach (var (severity, level, word) in ((int, string, string)[])[(3, "ERROR", "error"), (4, "WARNING", "warning"), (5, "NOTICE", "notice"), (6, "INFO", "info")])
            Assert.Matches($@"^<{(facility * 8) + severity}>{Head}{program}\[{server.ProcessId}\]: {level}: OPTIONS call@x> .*one {word}\n?$", Receive(daemon, "one "));

        server.Terminate();
        Assert.Equal(0, server.ExitCode);
        Assert.Empty(server.Output);
    }

    [Fact]
    public void A_line_may_have_a_facility_of_its_own()
    {
        using var cfg = new ProcessCfg(
            """
            loadmodule "debugger.so"
            modparam("xlog", "log_facility", "LOG_LOCAL7")
            modparam("debugger", "cfgtrace", 1)
            modparam("debugger", "log_facility", "LOG_LOCAL6")
            modparam("debugger", "log_level", 1)
            modparam("debugger", "log_level_name", "exec")
            modparam("debugger", "mod_hash_size", 5)
            modparam("debugger", "mod_level_mode", 1)
            modparam("debugger", "mod_level", "xlog=3")
            modparam("debugger", "mod_facility_mode", 1)
            modparam("debugger", "mod_facility", "core=LOG_LOCAL3")
            request_route {
                xlog("L_DBG", "first\n");
                xlog("LOG_LOCAL1", "L_INFO", "second\n");
                sl_send_reply("200", "OK");
            }
            """,
            "debug=2\n");
        using var daemon = Listen(cfg);
        var port = Ports.Free();
        using var server = Start(cfg, port);
        Assert.StartsWith("<158>", Receive(daemon, "is live"), StringComparison.Ordinal);
        using var caller = new Phone(port);
        caller.Send(caller.Request("OPTIONS", $"sip:a@127.0.0.1:{port}", "call@x", string.Empty));

        Assert.Matches($@"^<191>{Head}signalbox\[\d+\]: DEBUG: <script>: first$", Receive(daemon, "first"));
        Assert.Matches($@"^<181>{Head}signalbox\[\d+\]: exec: \*\*\* cfgtrace:dbg_cfg_trace\(\): request_route=\[DEFAULT_ROUTE\] c=\[{cfg.Path}\] l=\d+ a=24 n=xlog$", Receive(daemon, "n=xlog"));
        Assert.Matches($@"^<142>{Head}signalbox\[\d+\]: INFO: <script>: second$", Receive(daemon, "second"));
        server.Terminate();
    }

    private static Socket Listen(ProcessCfg cfg)
    {
        var daemon = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        daemon.Bind(new UnixDomainSocketEndPoint(cfg.Beside("log")));
        return daemon;
    }

    private static Tool Start(ProcessCfg cfg, int port) => Tool.Start(
        SignalboxBinary.Path,
        cfg.Beside(string.Empty),
        new Dictionary<string, string> { ["SIGNALBOX_DEV_LOG"] = cfg.Beside("log") },
        ["-f", cfg.Path, "-DD", "-Y", cfg.Beside(string.Empty), .. RunningServer.Defines(cfg.Beside(string.Empty), port)]);

    private static string Receive(Socket daemon, string text)
    {
        var buffer = new byte[65536];
        while (true)
        {
            var line = Encoding.UTF8.GetString(buffer, 0, daemon.Receive(buffer));
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
    }
}
