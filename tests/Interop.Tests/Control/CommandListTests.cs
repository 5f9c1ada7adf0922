using Signalbox.Interop.Tests.Running;
using Signalbox.Modules.Planned;

namespace Signalbox.Interop.Tests.Control;

/// <summary>The commands that the peer lists with the same modules loaded; Cases/control/peer-methods.txt is what Debian's server answered to system.listMethods.</summary>
[Collection("fixed ports")]
public sealed class CommandListTests
{
    [ToolFact("kamcmd")]
    public void Every_command_of_the_peer_whose_module_is_here_is_here()
    {
        using var server = new ControlServer();
        var here = server.Kamcmd($"unix:{server.Folder}/ctl", "system.listMethods").Output.Split('\n').ToHashSet(StringComparer.Ordinal);
        var peer = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "control", "peer-methods.txt"));

        Assert.True(peer.Length > 180);
        Assert.Equal([], peer.Except(here));
        server.Stop();
    }

    /// <summary>What is missing of the whole recording is missing with its module only.</summary>
    [ToolFact("kamcmd")]
    public void Commands_of_the_recordings_that_are_missing_belong_to_modules_that_are_missing()
    {
        using var server = new ControlServer();
        var here = server.Kamcmd($"unix:{server.Folder}/ctl", "system.listMethods").Output.Split('\n').ToHashSet(StringComparer.Ordinal);
        var rules = new ControlRules();
        var planned = new PlannedModules().Names;
        var missing = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control"), "kamcmd-*.txt")
            .SelectMany(RecordedCommand.ReadAll)
            .Where(command => command.Words.Count > 1 && !command.Output.Contains("not found\n", StringComparison.Ordinal) && !here.Contains(command.Words[1]))
            .Where(command => !(rules.For(command) is { Rule: "absent" } rule && planned.Contains(rule.Reason)))
            .Where(static command => command.Words[1][0] != '-')
            .Select(static command => command.Words[1]);

        Assert.Equal([], missing);
        server.Stop();
    }
}
