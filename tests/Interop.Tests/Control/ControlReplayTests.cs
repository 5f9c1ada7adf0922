using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>Debian's own kamcmd and kamctl run every recorded command and print what they printed with the peer.</summary>
[Collection("fixed ports")]
public sealed class ControlReplayTests
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control");

    [ToolTheory("kamcmd", "kamctl")]
    [InlineData("kamcmd-core.txt", 45)]
    [InlineData("kamcmd-cfg.txt", 50)]
    [InlineData("kamcmd-modules.txt", 200)]
    [InlineData("kamcmd-dispatcher.txt", 10)]
    [InlineData("kamctl.txt", 20)]
    public void A_recorded_session_is_repeated(string file, int atLeast)
    {
        var commands = RecordedCommand.ReadAll(Path.Combine(Root, file));
        Assert.True(commands.Count >= atLeast, $"{file} has {commands.Count} commands");
        var rules = new ControlRules();
        var differences = new List<string>();
        using var server = new ControlServer();
        if (file is not ("kamcmd-cfg.txt" or "kamcmd-core.txt"))
            server.PlayTraffic();

        foreach (var command in commands)
        {
            var (rule, reason) = rules.For(command);
            var (code, output) = server.Run(command);
            for (var i = 0; i < 8 && IsGuarded(output) && !IsGuarded(command.Output); i++)
            {
                // The recording waited until the guard of reloads let the command pass.
                Thread.Sleep(1000);
                (code, output) = server.Run(command);
            }

            if (code != command.ExitCode)
                differences.Add($"$ {command.Line}\nends with {code} instead of {command.ExitCode}:\n{output}");
            else if (!command.IsCut && ControlOutput.Difference(rule, reason, command.Output, output) is { } difference)
                differences.Add($"$ {command.Line}\n{difference}; recorded:\n{command.Output}here:\n{output}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {commands.Count} commands differ\n{string.Join("\n", differences)}");
        server.Stop();
    }

    private static bool IsGuarded(string output) => output.Contains("ngoing reload", StringComparison.Ordinal);
}
