namespace Signalbox.Architecture.Tests;

public sealed class ModuleTests
{
    private const string Prefix = "Signalbox.Modules.";

    /// <summary>Module, and another one whose Api it uses; anything outside an Api is an offence.</summary>
    private static IEnumerable<(string File, string User, string Used, bool IsApi)> Uses()
    {
        foreach (var file in SourceTree.Files("Modules"))
        {
            var user = file.Split('/')[2];
            foreach (var name in SourceTree.Namespaces(file).Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                var parts = name[Prefix.Length..].Split('.');
                if (parts[0] != user && Directory.Exists(Path.Combine(SourceTree.Root, "src", "Modules", parts[0])))
                    yield return (file, user, parts[0], parts.Length > 1 && parts[1] == "Api");
            }
        }
    }

    [Fact]
    public void A_module_uses_another_only_through_its_Api() =>
        Assert.Empty(Uses().Where(static use => !use.IsApi).Select(static use => $"{use.File} uses {use.Used}"));

    [Fact]
    public void The_graph_of_modules_has_no_cycle()
    {
        var graph = Uses().GroupBy(static use => use.User, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Select(static use => use.Used).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

        Assert.Empty(graph.Keys.SelectMany(module => Cycles(graph, [module])));
    }

    [Fact]
    public void Module_classes_are_internal_and_sealed()
    {
        var offences = typeof(Modules.DeclaredModules).Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(Engine.Catalog.ModuleAttribute), inherit: false) && (type.IsPublic || !type.IsSealed))
            .Select(static type => type.FullName);

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_declared_surface_says_what_it_is()
    {
        var offences = new List<string>();
        foreach (var module in Modules.DeclaredModules.All)
        {
            Note(module.Name, module.Summary);
            foreach (var item in module.Parameters)
                Note($"{module.Name} parameter {item.Name}", item.Summary);
            foreach (var item in module.Functions)
                Note($"{module.Name} function {item.Name}", item.Summary);
            foreach (var item in module.Variables)
                Note($"{module.Name} variable {item.Name}", item.Summary);
            foreach (var item in module.Rpcs)
                Note($"{module.Name} command {item.Name}", item.Summary);
            foreach (var item in module.Events)
                Note($"{module.Name} event {item.Name}", item.Summary);
        }

        Assert.Empty(offences);

        void Note(string name, string summary)
        {
            if (summary.Length == 0)
                offences.Add(name);
        }
    }

    [Fact]
    public void A_README_has_its_sections_in_order()
    {
        string[] wanted = ["## Description", "## Example", "## Operations"];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Modules"), "README.md", SearchOption.AllDirectories))
        {
            // Hep and Storage are shared parts without a surface.
            if (!Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*Module.cs").Any())
                continue;

            var found = File.ReadLines(file).Where(line => wanted.Contains(line)).ToArray();
            Assert.True(wanted.SequenceEqual(found), $"{file}: found {string.Join(", ", found)}");
        }
    }

    private static IEnumerable<string> Cycles(Dictionary<string, string[]> graph, string[] path)
    {
        foreach (var next in graph.GetValueOrDefault(path[^1], []))
        {
            if (next == path[0])
                yield return string.Join(" → ", [.. path, next]);
            else if (!path.Contains(next))
            {
                foreach (var cycle in Cycles(graph, [.. path, next]))
                    yield return cycle;
            }
        }
    }
}
