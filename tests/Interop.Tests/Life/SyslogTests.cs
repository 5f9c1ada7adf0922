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
        using var daemon = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        daemon.Bind(new UnixDomainSocketEndPoint(cfg.Beside("log")));
        var port = Ports.Free();
        using var server = Tool.Start(
            SignalboxBinary.Path,
            cfg.Beside(string.Empty),
            new Dictionary<string, string> { ["SIGNALBOX_DEV_LOG"] = cfg.Beside("log") },
            ["-f", cfg.Path, "-DD", "-Y", cfg.Beside(string.Empty), .. RunningServer.Defines(cfg.Beside(string.Empty), port)]);
        Receive(daemon, "is live");

        using var caller = new Phone(port);
        caller.Send(caller.Request("OPTIONS", $"sip:a@127.0.0.1:{port}", "call@x", string.Empty));

        foreach (var (severity, level, word) in ((int, string, string)[])[(3, "ERROR", "error"), (4, "WARNING", "warning"), (5, "NOTICE", "notice"), (6, "INFO", "info")])
            Assert.Matches($@"^<{(facility * 8) + severity}>{Head}{program}\[{server.ProcessId}\]: {level}: OPTIONS call@x> .*one {word}\n?$", Receive(daemon, "one "));

        server.Terminate();
        Assert.Equal(0, server.ExitCode);
        Assert.Empty(server.Output);
    }

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
