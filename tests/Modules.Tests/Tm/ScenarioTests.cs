using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>Plays the scenarios of all modules.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Files
    {
        get
        {
            var files = new TheoryData<string>();
            var root = Path.Combine(AppContext.BaseDirectory, "Scenarios");
            foreach (var path in Directory.GetFiles(root, "*.sip", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                files.Add(Path.GetRelativePath(root, path));

            return files;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public Task Scenario_plays_to_its_end(string file) =>
        ScenarioPlayer.PlayAsync(Path.Combine(AppContext.BaseDirectory, "Scenarios", file), CfgSource.Make);
}
