namespace Signalbox.Engine.Catalog;

/// <summary>A constant argument that can be checked against the loaded modules and their parameters when the configuration loads.</summary>
public interface IModulesArgument
{
    /// <summary>What is wrong with it, or null.</summary>
    /// <param name="modules">The loaded modules, all parameters set.</param>
    string? Problem(IReadOnlyList<ModuleInstance> modules);
}
