namespace Signalbox.Engine.Catalog;

/// <summary>Declares a module: the class holds its parameters, functions, variables, RPC commands and events.</summary>
/// <param name="name">Kamailio's name, as in <c>loadmodule "name.so"</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ModuleAttribute(string name) : Attribute
{
    /// <summary>Kamailio's name.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>True for modules that are always there (core): no loadmodule.</summary>
    public bool Implicit { get; set; }

    /// <summary>Names of modules that must be loaded too.</summary>
    public string[] Requires { get; set; } = [];
}
