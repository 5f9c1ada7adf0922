using System.Text;
using Signalbox.Engine.Diagnostics;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Analysis;

/// <summary>A file with twenty mistakes: one run finds all of them, each in its place, and nothing else.</summary>
public sealed class TwentyMistakesTests
{
    [Fact]
    public void All_mistakes_are_found_in_one_run_and_nothing_else()
    {
        var cfg = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases/twenty-mistakes.cfg"), Encoding.Latin1);

        var found = HollowCatalog.Check(cfg, "twenty-mistakes.cfg");

        var wanted = string.Join('\n', TableFile.Rows("Cases/twenty-mistakes.tsv").Select(static row => $"{row["id"]} {row["line"]}:{row["column"]}"));
        var errors = found.Items.Where(static item => item.Rule.Severity == Severity.Error).ToList();
        Assert.True(wanted == HollowCatalog.Places(errors), $"wanted\n{wanted}\nfound\n{HollowCatalog.Report(found)}");
        Assert.Equal(20, errors.Count);
    }
}
