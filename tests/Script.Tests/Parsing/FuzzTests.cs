using System.Globalization;
using System.Text;
using Signalbox.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>
/// Broken files give findings: never an exception, an endless loop, or more time and memory than a load may take. The
/// environment's SIGNALBOX_FUZZ is the number of damaged files, SIGNALBOX_FUZZ_SEED the first seed; a failure names its seed.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Golden.SourceFolder())!, "Golden");

    [Fact]
    public void Damaged_files_never_throw() => FuzzLoad.OnSmallStack(() =>
    {
        var load = new FuzzLoad();
        var first = Number("SIGNALBOX_FUZZ_SEED", 1);
        var count = Number("SIGNALBOX_FUZZ", 5_000);
        for (var seed = first; seed < first + count; seed++)
            load.Check(new CfgMutator(FuzzCorpus.Texts, seed).Next(), $"seed {seed}");

        var process = System.Diagnostics.Process.GetCurrentProcess();
        var report = $"{count} files from seed {first}: longest {load.Longest.TotalMilliseconds:F0} ms ({load.LongestName}), "
            + $"most allocated {load.MostBytes >> 20} MiB, peak of the process {process.PeakWorkingSet64 >> 20} MiB";
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("SIGNALBOX_FUZZ_REPORT") is { Length: > 0 } file)
            File.WriteAllText(file, report + "\n");
    });

    [Fact]
    public void Every_prefix_of_a_file_loads_or_is_explained() => FuzzLoad.OnSmallStack(() =>
    {
        var load = new FuzzLoad();
        var text = File.ReadAllText(Path.Combine(Folder, "syntax/statements.cfg"), Encoding.Latin1);
        for (var length = 0; length < text.Length; length += 7)
            load.Check(text[..length], $"the first {length} characters");
    });

    public static TheoryData<string> Bombs => [.. FuzzBombs.All.Keys];

    [Theory, MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_in_time(string name) => FuzzLoad.OnSmallStack(() =>
    {
        var load = new FuzzLoad();

        var found = load.Check(FuzzBombs.All[name], name);

        output.WriteLine($"{name}: {load.Longest.TotalMilliseconds:F0} ms, {load.MostBytes >> 20} MiB, {found.ErrorCount} errors");
        Assert.True(found.HasErrors);
        Assert.True(found.Items.Count <= 500);
    });

    [Fact]
    public void A_file_full_of_errors_ends_with_a_line_that_says_so()
    {
        var found = Analysis.HollowCatalog.Check($"request_route {{\n{string.Concat(Enumerable.Repeat("nosuch();\n", 1_000))}}}");

        Assert.Equal("CFG0199", found.Items[^1].Rule.Id);
        Assert.Equal(200, found.Items.Count(static item => item.Rule.Id == "CFG0220"));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
