using System.Xml.Linq;

namespace Signalbox.Architecture.Tests;

public sealed class ProjectTests
{
    [Theory]
    [InlineData("Engine")]
    [InlineData("Script", "Engine")]
    [InlineData("Modules", "Engine")]
    [InlineData("Modules.MySql", "Engine", "Modules")]
    [InlineData("Host", "Engine", "Modules", "Modules.MySql", "Script")]
    [InlineData("Generators")]
    public void A_project_references_only_what_the_plan_allows(string project, params string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(SourceTree.Root, "src", project, $"{project}.csproj"));

        var references = file.Descendants("ProjectReference")
            .Where(static reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(static reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
            .Order(StringComparer.Ordinal);

        Assert.Equal(allowed, references);
    }

    [Theory]
    [InlineData("Engine", "Signalbox.Script", "Signalbox.Modules", "Signalbox.Host")]
    [InlineData("Script", "Signalbox.Modules", "Signalbox.Host")]
    [InlineData("Modules", "Signalbox.Script", "Signalbox.Host", "Signalbox.Modules.MySql")]
    [InlineData("Modules.MySql", "Signalbox.Script", "Signalbox.Host")]
    public void A_project_names_no_namespace_of_a_later_stage(string project, params string[] forbidden)
    {
        var offences = SourceTree.Files(project)
            .SelectMany(file => SourceTree.Namespaces(file).Select(name => (File: file, Name: name)))
            .Where(use => forbidden.Any(prefix => use.Name == prefix || use.Name.StartsWith(prefix + ".", StringComparison.Ordinal)))
            .Select(static use => $"{use.File}: {use.Name}");

        Assert.Empty(offences);
    }

    [Fact]
    public void Central_versions_are_the_only_versions()
    {
        var offences = Directory.EnumerateFiles(SourceTree.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(static file => XDocument.Load(file).Descendants("PackageReference").Any(static reference => reference.Attribute("Version") is not null));

        Assert.Empty(offences);
    }

    [Fact]
    public void The_engine_never_uses_Linq()
    {
        var offences = SourceTree.Files("Engine").Where(static file => SourceTree.Lines(file).Any(static line => line.Contains("System.Linq", StringComparison.Ordinal)));

        Assert.Empty(offences);
    }
}
