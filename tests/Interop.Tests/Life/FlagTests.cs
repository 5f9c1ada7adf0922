using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Testing;

namespace Signalbox.Interop.Tests.Life;

/// <summary>The peer's flags (spec control §5): each is accepted and has its effect, or is refused with one clear line.</summary>
public sealed class FlagTests
{
    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var row in TableFile.Rows("Cases/life-flags.tsv"))
                cases.Add(row["flags"], row["status"], row["says"]);

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_flag_is_accepted_or_refused_with_a_clear_line(string flags, string status, string says)
    {
        using var cfg = new ProcessCfg("request_route { exit; }");

        var (actual, output) = Tool.Run(
            30, SignalboxBinary.Path, "/tmp", ["-f", cfg.Path, "-A", $"LISTEN=udp:127.0.0.1:{Ports.Free()}", "-A", $"CTL=\"unix:{cfg.Beside("ctl")}\"", .. flags.Split(' ')]);

        Assert.True(status == $"{actual}", $"{flags}: wanted status {status}, got {actual}: {output}");
        Assert.Contains(says, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Signalbox", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Workers_have_the_numbers_of_the_flags()
    {
        using var cfg = new ProcessCfg("request_route { exit; }");
        using var server = RunningServer.Start(cfg.Path, "-n", "3", "-N", "4", "-l", $"tcp:127.0.0.1:{Ports.FreeOfBoth()}");

        var workers = string.Join('\n', server.Call("core.psx").Records.Select(static record => record.Display));

        Assert.Equal(3, workers.Split("udp receiver").Length - 1);
        Assert.Equal(4, workers.Split("tcp receiver").Length - 1);
    }
}
