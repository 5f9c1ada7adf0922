using System.Collections.Concurrent;
using System.Reflection;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Planned;

/// <summary>The tables under Surfaces, one for each module that is not written yet; a table is read when somebody asks for it.</summary>
public sealed class PlannedModules : IPlannedModules
{
    private const string Prefix = "planned/";
    private const string Suffix = ".tsv";
    private static readonly Assembly Home = typeof(PlannedModules).Assembly;
    private static readonly ConcurrentDictionary<string, ModuleDescriptor> Read = new(StringComparer.Ordinal);
    private static readonly HashSet<string> AllNames = FindNames();

    /// <inheritdoc />
    public IReadOnlyCollection<string> Names => AllNames;

    /// <inheritdoc />
    public ModuleDescriptor? Find(string name) => AllNames.Contains(name) ? Read.GetOrAdd(name, Load) : null;

    private static HashSet<string> FindNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in Home.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal))
                names.Add(resource[Prefix.Length..^Suffix.Length]);
        }

        return names;
    }

    private static ModuleDescriptor Load(string name)
    {
        using var stream = Home.GetManifestResourceStream($"{Prefix}{name}{Suffix}")!;
        using var reader = new StreamReader(stream);
        return PlannedSurface.Read(name, reader);
    }
}
