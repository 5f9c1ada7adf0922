namespace Signalbox.Engine.Catalog;

/// <summary>A declared module or core parameter.</summary>
public sealed class ParameterDescriptor
{
    /// <summary>Kamailio's name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>Value type.</summary>
    public ParameterKind Kind { get; init; }

    /// <summary>Unit, or empty.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>Default as shown.</summary>
    public string Default { get; init; } = string.Empty;

    /// <summary>False when a change needs a restart.</summary>
    public bool Reloadable { get; init; } = true;

    /// <summary>True when it may change while the server runs.</summary>
    public bool Live { get; init; }

    /// <summary>Its name in the cfg framework; empty = the same.</summary>
    public string LiveName { get; init; } = string.Empty;

    /// <summary>True when it may be set several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>True when its value names a KEMI function for the module's events.</summary>
    public bool IsEventCallback { get; init; }

    /// <summary>How a core parameter of type text is written.</summary>
    public ParameterForms Forms { get; init; } = ParameterForms.Quoted;

    /// <summary>The only words or texts accepted; empty = any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True when a number may be below 0.</summary>
    public bool IsSigned { get; init; }

    /// <summary>True for a core parameter that must stand before modparams and routes.</summary>
    public bool ComesFirst { get; init; }

    /// <summary>Why it changes nothing here; empty when it does.</summary>
    public string NoEffect { get; init; } = string.Empty;

    /// <summary>Sets it.</summary>
    public required ParameterSetter Set { get; init; }
}
