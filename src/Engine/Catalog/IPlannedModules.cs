namespace Signalbox.Engine.Catalog;

/// <summary>
/// Modules that are known by their names only, until somebody writes them: a configuration that loads one can be checked,
/// not started.
/// </summary>
public interface IPlannedModules
{
    /// <summary>Their names.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>The declaration of one, with <see cref="ModuleDescriptor.IsPlanned"/> set; null for any other name.</summary>
    ModuleDescriptor? Find(string name);
}
