using System.Collections.Frozen;

namespace Signalbox.Engine.Catalog;

/// <summary>All modules that this build knows, by name.</summary>
public sealed class ModuleCatalog
{
    private readonly FrozenDictionary<string, ModuleDescriptor> _byName;
    private readonly IPlannedModules? _planned;

    /// <summary>Freezes the declarations.</summary>
    /// <param name="modules">The modules that are written.</param>
    /// <param name="planned">Those that are not; a written one of the same name wins.</param>
    public ModuleCatalog(IReadOnlyList<ModuleDescriptor> modules, IPlannedModules? planned = null)
    {
        Modules = modules;
        _planned = planned;
        var byName = new Dictionary<string, ModuleDescriptor>(StringComparer.Ordinal);
        foreach (var module in modules)
            byName.Add(module.Name, module);

        _byName = byName.ToFrozenDictionary();
    }

    /// <summary>The modules that are written.</summary>
    public IReadOnlyList<ModuleDescriptor> Modules { get; }

    /// <summary>A module by name, written or planned, or null.</summary>
    public ModuleDescriptor? Find(string name) => _byName.GetValueOrDefault(name) ?? _planned?.Find(name);

    /// <summary>Written modules, then planned ones; for hints, not for the way of a message.</summary>
    public IEnumerable<ModuleDescriptor> All()
    {
        foreach (var module in Modules)
            yield return module;

        foreach (var name in _planned?.Names ?? [])
        {
            if (!_byName.ContainsKey(name) && _planned!.Find(name) is { } module)
                yield return module;
        }
    }
}
