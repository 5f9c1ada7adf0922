using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>golden/rpc/kemi-api-list: the functions of the trace family as app_lua.api_list shows them, and what kamcmd's help says of their commands.</summary>
[Collection("fixed ports")]
public sealed class ApiListTests
{
    private static string Root => Path.Combine(GoldenCase.Root, "rpc", "kemi-api-list");

    [ToolFact("kamcmd")]
    public void Every_recorded_function_is_listed_as_recorded()
    {
        using var server = new ControlServer();
        var (_, output) = server.Kamcmd($"unix:{server.Folder}/ctl", "app_lua.api_list");
        var here = Regex.Matches(output, @"ret: (\S+)\n\s*module: (\S*)\n\s*name: (\S+)\n\s*params: ([^\n]*)\n", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(static match => $"ret: {match.Groups[1].Value} | module: {match.Groups[2].Value} | name: {match.Groups[3].Value} | params: {match.Groups[4].Value}")
            .ToHashSet(StringComparer.Ordinal);
        var recorded = File.ReadAllLines(Path.Combine(Root, "api.txt")).Where(static line => line.StartsWith("ret: ", StringComparison.Ordinal)).ToList();

        Assert.Equal(20, recorded.Count);
        Assert.Equal([], recorded.Where(line => !here.Contains(line)));
        server.Stop();
    }

    [ToolFact("kamcmd")]
    public void Help_of_the_recorded_commands_is_there()
    {
        using var server = new ControlServer();
        var commands = File.ReadAllLines(Path.Combine(Root, "help.txt")).Where(static line => line.StartsWith("$ kamcmd help ", StringComparison.Ordinal)).Select(static line => line["$ kamcmd help ".Length..]).ToList();

        Assert.Equal(3, commands.Count);
        foreach (var command in commands)
        {
            // The sentences are those of this server.
            var (code, output) = server.Kamcmd($"unix:{server.Folder}/ctl", "help", command);
            Assert.Equal(0, code);
            Assert.Matches("^[A-Z][^\n]{10,}\n$", output);
        }

        server.Stop();
    }
}
