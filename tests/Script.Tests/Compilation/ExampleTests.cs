using Signalbox.Script.Tests.Analysis;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The cfg of each example names only what the modules declare, and nothing in it looks like a mistake. Whether it works is seen where the server runs it.</summary>
public sealed class ExampleTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Golden.SourceFolder(), "../../../examples"));

    public static TheoryData<string> Cases
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(Folder, "*.cfg").Order(StringComparer.Ordinal))
                data.Add(Path.GetFileName(file));

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Names_of_an_example_are_declared(string name)
    {
        var diagnostics = HollowCatalog.CheckFile(Path.Combine(Folder, name));

        // That every module of an example is in the build is seen by the test that starts the example.
        if (diagnostics.Items.Any(static item => item.Rule.Id is "CFG0201"))
            return;

        // Without their modules there is nobody who runs the scripts.
        var findings = diagnostics.Items.Where(static item => !item.Rule.Id.StartsWith("KEMI", StringComparison.Ordinal));
        var report = string.Join('\n', findings.Select(static item => item.Render()));
        Assert.True(report.Length == 0, report);
    }
}
