using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>Plays the scenarios of tm, sl, rr, maxfwd, corex and acc.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Files
    {
        get
        {
            var files = new TheoryData<string>();
            foreach (var folder in new[] { "Tm", "Sl", "Rr", "Maxfwd", "Corex", "Acc" })
            {
                foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios", folder), "*.sip").Order(StringComparer.Ordinal))
                    files.Add($"{folder}/{Path.GetFileName(path)}");
            }

            return files;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public Task Scenario_plays_to_its_end(string file) =>
        ScenarioPlayer.PlayAsync(Path.Combine(AppContext.BaseDirectory, "Scenarios", file), CfgSource.Make);
}
