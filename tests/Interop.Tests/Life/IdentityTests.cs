using System.Diagnostics;
using System.Globalization;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Life;

/// <summary>User, group, folder, PID file, and an end before the start is over.</summary>
public sealed class IdentityTests
{
    private const string Answering = "request_route { sl_send_reply(\"200\", \"one\"); }";

    [RootToolFact("unshare")]
    public void Root_is_given_up_for_the_user_of_the_cfg_and_the_pid_file_is_written_before()
    {
        using var cfg = new ProcessCfg(Answering, "user=\"nobody\"\ngroup=nogroup\nworkdir=\"/var\"");
        using var server = RunningServer.Start(cfg.Path, "-P", cfg.Beside("pid"));

        // The sockets are open a moment before root is given up.
        WaitFor(() => File.ReadAllText($"/proc/{server.ProcessId}/status").Contains("\nUid:\t65534\t65534\t65534\t65534\n", StringComparison.Ordinal));

        Assert.Contains("\nGid:\t65534\t65534\t65534\t65534\n", File.ReadAllText($"/proc/{server.ProcessId}/status"), StringComparison.Ordinal);
        Assert.Equal(server.ProcessId, int.Parse(File.ReadAllText(cfg.Beside("pid")), CultureInfo.InvariantCulture));
        WaitFor(() => new DirectoryInfo($"/proc/{server.ProcessId}/cwd").ResolveLinkTarget(returnFinalTarget: true)?.FullName == "/var");
        Assert.False(server.Call("core.uptime").IsFault);
    }

    [RootToolFact("unshare")]
    public void The_user_of_the_flag_goes_before_that_of_the_cfg()
    {
        using var cfg = new ProcessCfg(Answering, "user=\"nosuchuser\"");
        using var server = RunningServer.Start(cfg.Path, "-u", "nobody");

        WaitFor(() => File.ReadAllText($"/proc/{server.ProcessId}/status").Contains("\nUid:\t65534\t", StringComparison.Ordinal));
    }

    [Fact]
    public void A_user_of_the_cfg_that_does_not_exist_is_one_clear_line()
    {
        using var cfg = new ProcessCfg(Answering, "user=\"nosuchuser\"");

        var (status, output) = Tool.Run(30, SignalboxBinary.Path, "/tmp", [.. Flags(cfg), "-DD"]);

        Assert.Equal((255, "bad user name/uid number: user = nosuchuser"), (status, output.TrimEnd().Split('\n')[^1]));
    }

    [Theory]
    [InlineData("-DD", 150)]
    [InlineData("-DD", 250)]
    [InlineData("-DD", 400)]
    [InlineData("-DDD", 150)]
    [InlineData("-DDD", 300)]
    public void Terminated_while_it_starts_it_ends_without_a_trace_of_a_defect(string mode, int milliseconds)
    {
        using var cfg = new ProcessCfg(Answering);
        using var server = Tool.Start(SignalboxBinary.Path, "/tmp", [.. Flags(cfg), mode, "-P", cfg.Beside("pid")]);
        Thread.Sleep(milliseconds);

        server.Signal("TERM");
        server.WaitForEnd(20);

        // In the background the parent may have done its part already: then the file names the server.
        if (File.Exists(cfg.Beside("pid")))
            Tool.Run(5, "kill", "/", "-TERM", File.ReadAllText(cfg.Beside("pid")).Trim());

        WaitFor(() => !File.Exists(cfg.Beside("pid")));
        Assert.DoesNotContain("Unhandled", server.Output, StringComparison.Ordinal);
        WaitFor(() => !IsRunning(cfg.Path));
    }

    private static bool IsRunning(string cfg)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(cfg, StringComparison.Ordinal))
                    return true;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is no process.
            }
        }

        return false;
    }

    private static string[] Flags(ProcessCfg cfg) =>
        ["-f", cfg.Path, "-Y", Path.GetDirectoryName(cfg.Path)!, "-A", $"LISTEN=udp:127.0.0.1:{Ports.Free()}", "-A", $"CTL=\"unix:{cfg.Beside("ctl")}\""];

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
