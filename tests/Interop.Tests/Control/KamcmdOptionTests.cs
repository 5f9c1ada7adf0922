using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>The recorded ways to call Debian's kamcmd: formats, aliases, types of parameters, commands on stdin.</summary>
[Collection("fixed ports")]
public sealed class KamcmdOptionTests
{
    private const string Recording = "kamcmd-options.txt";

    [ToolFact("kamcmd")]
    public void Every_recorded_way_to_call_it_works()
    {
        var recorded = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control", Recording));
        using var server = new ControlServer();
        string Run(string line)
        {
            Assert.Contains($"$ {line}", recorded, StringComparison.Ordinal);
            return server.Run(new RecordedCommand(line, string.Empty, 0)).Output;
        }

        // Processes and times are those of this server; the form is the recorded one.
        Assert.Matches(@"^(pid: \d+  desc: [^\n]+\n)+$", Run("kamcmd -f \"pid: %v  desc: %v\\n\" core.ps"));
        Assert.Matches(@"^\{\n\tnow: [A-Z][a-z]{2} [A-Z][a-z]{2} [^\n]+ \d{4}\n\tup_since: [^\n]+\n\tuptime: \d+\n\}\n\.?\n*$", Run("kamcmd -v core.uptime"));
        Assert.Matches(@"^(\d+\t[^\n]+\n)+$", Run("kamcmd ps"));
        Assert.Equal("error: 500 - command nosuch not found\n", Run("kamcmd nosuch"));
        Assert.Equal("1\n1\na b\n", Run("kamcmd core.echo s:1 1 \"a b\""));
        Assert.Contains("kamcmd> core.printi 5\n5\n", recorded, StringComparison.Ordinal);
        server.Stop();
    }

    [ToolFact("kamcmd")]
    public void It_takes_commands_on_stdin()
    {
        using var server = new ControlServer();
        var (_, output) = Tool.Run(20, "sh", "/", "-c", $"printf 'core.printi 5\\nhelp\\n' | kamcmd -s unix:{server.Folder}/ctl");
        var lines = output.Split('\n');

        Assert.Contains("5", lines);
        var names = lines.SkipWhile(static line => !line.Contains("help", StringComparison.Ordinal)).Where(static line => line.Contains('.', StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal)).ToList();
        Assert.Contains("core.version", names);
        Assert.Contains("siptrace.status", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        server.Stop();
    }
}
