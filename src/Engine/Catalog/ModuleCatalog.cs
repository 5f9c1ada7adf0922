using System.Collections.Frozen;

namespace Signalbox.Engine.Catalog;

/// <summary>All modules that this build knows, by name.</summary>
public sealed class ModuleCatalog
{
    private readonly FrozenDictionary<string, ModuleDescriptor> _byName;

    /// <summary>Freezes the declarations.</summary>
    public ModuleCatalog(IReadOnlyList<ModuleDescriptor> modules)
    {
        Modules = modules;
        var byName = new Dictionary<string, ModuleDescriptor>(StringComparer.Ordinal);
        foreach (var module in modules)
            byName.Add(module.Name, module);

        _byName = byName.ToFrozenDictionary();
    }

    /// <summary>All modules.</summary>
    public IReadOnlyList<ModuleDescriptor> Modules { get; }

    /// <summary>A module by name, or null.</summary>
    public ModuleDescriptor? Find(string name) => _byName.GetValueOrDefault(name);
}
