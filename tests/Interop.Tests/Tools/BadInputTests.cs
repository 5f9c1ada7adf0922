using System.Net.Sockets;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Whatever comes in, one clear line goes out and the server lives.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("loadmodule \"nosuch.so\"", @"x\.cfg:1:12: error CFG\d+: .*nosuch")]
    [InlineData("request_route { nosuch(); }", @"x\.cfg:1:17: error CFG\d+: .*nosuch")]
    [InlineData("loadmodule \"ctl.so\"\nmodparam(\"ctl\", \"nosuch\", 1)", @"x\.cfg:2:17: error CFG\d+: .*nosuch")]
    [InlineData("loadmodule \"ctl.so\"\nmodparam(\"ctl\", \"mode\", \"text\")", @"x\.cfg:2:\d+: error CFG\d+: ")]
    [InlineData("request_route { route(NOWHERE); }", @"x\.cfg:1:\d+: error CFG\d+: .*NOWHERE")]
    [InlineData("include_file \"nosuch.cfg\"", @"x\.cfg:1:\d+: error CFG\d+: .*nosuch\.cfg")]
    [InlineData("request_route { exit; ", @"x\.cfg:\d+:\d+: error CFG\d+: ")]
    [InlineData("listen=udp:127.0.0.1:99999", @"x\.cfg:1:\d+: error CFG\d+: ")]
    public void A_bad_file_is_refused_with_its_place(string text, string expected)
    {
        var cfg = Path.Combine(_folder, "x.cfg");
        File.WriteAllText(cfg, text + "\n");

        var (status, output) = Tool.Run(30, SignalboxBinary.Path, _folder, "-f", cfg, "-DD", "-E");

        Assert.Equal(255, status);
        Assert.Matches(expected, output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unknown option '-Z'. Use -h for help.", "-Z")]
    [InlineData("Option '-A' requires an argument. Use -h for help.", "-A")]
    [InlineData("ERROR: loading config file(/nonexistent.cfg): No such file or directory, check file and directory permissions", "-f", "/nonexistent.cfg")]
    [InlineData("unknown command 'nosuch'. Use -h for help.", "nosuch")]
    public void A_bad_command_line_gets_one_line_and_status_255(string line, params string[] arguments)
    {
        var (status, output) = Tool.Run(30, SignalboxBinary.Path, _folder, arguments);

        Assert.Equal((255, line), (status, output.TrimEnd()));
    }

    [Fact]
    public void A_port_in_use_and_an_unwritable_database_are_said()
    {
        using var taken = new UdpClient(0, AddressFamily.InterNetwork);
        var port = ((System.Net.IPEndPoint)taken.Client.LocalEndPoint!).Port;
        var proxy = RunningServer.Example("proxy.cfg");

        var busy = Tool.Run(30, SignalboxBinary.Path, _folder, ["-f", proxy, "-DD", "-E", .. RunningServer.Defines(_folder, port)]);
        var unwritable = Tool.Run(30, SignalboxBinary.Path, _folder, ["-f", proxy, "-DD", "-E", .. RunningServer.Defines("/proc/nosuch", Ports.Free())]);

        Assert.Equal(255, busy.ExitCode);
        Assert.Contains($"127.0.0.1:{port}: address already in use", busy.Output, StringComparison.Ordinal);
        Assert.Equal(255, unwritable.ExitCode);
        Assert.Contains("/proc/nosuch", unwritable.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", busy.Output + unwritable.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_background_the_parent_answers_for_the_child()
    {
        var port = Ports.Free();
        var pidFile = Path.Combine(_folder, "pid");
        string[] start = ["-f", RunningServer.Example("proxy.cfg"), "-P", pidFile, .. RunningServer.Defines(_folder, port)];

        var first = Tool.Run(30, SignalboxBinary.Path, _folder, start);
        Assert.True(first.ExitCode == 0, first.Output);
        var pid = int.Parse(File.ReadAllText(pidFile), System.Globalization.CultureInfo.InvariantCulture);
        var second = Tool.Run(30, SignalboxBinary.Path, _folder, start);
        using (var daemon = System.Diagnostics.Process.GetProcessById(pid))
        {
            System.Diagnostics.Process.Start("kill", ["-TERM", $"{pid}"]).WaitForExit();
            Assert.True(daemon.WaitForExit(15_000));
        }

        Assert.Equal(255, second.ExitCode);
        Assert.Contains($"running process found in the pid file {pidFile} (pid {pid})", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quickstart.cfg")]
    [InlineData("capture.cfg")]
    public void Ten_thousand_random_datagrams_leave_the_server_alive(string cfg)
    {
        using var server = RunningServer.Start(RunningServer.Example(cfg));
        using var sender = new UdpClient();
        sender.Connect("127.0.0.1", server.Port);
        var random = new Random(7);
        string[] starts = ["", "INVITE sip:a@b SIP/2.0\r\nVia: ", "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP ", "HEP3", "\u0002\u0010\u0002\u0011", "REGISTER sip:b SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <"];
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = new byte[random.Next(1, 1400)];
            random.NextBytes(bytes);
            var head = System.Text.Encoding.Latin1.GetBytes(starts[random.Next(starts.Length)]);
            head.AsSpan(0, Math.Min(head.Length, bytes.Length)).CopyTo(bytes);
            sender.Send(bytes);
            if (i % 100 == 0)
                Thread.Sleep(1);
        }

        Assert.False(server.Call("core.version").IsFault);
        server.Stop();
        Assert.DoesNotContain("defect", server.Log, StringComparison.Ordinal);
    }
}
