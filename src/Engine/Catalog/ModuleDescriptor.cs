namespace Signalbox.Engine.Catalog;

/// <summary>Everything a module declares; made by the source generator from its attributes.</summary>
public sealed class ModuleDescriptor
{
    /// <summary>Kamailio's name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>True when only its names are known: it can be checked, not started.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>True when it needs no loadmodule.</summary>
    public bool Implicit { get; init; }

    /// <summary>Modules that must be loaded too.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Makes an instance; its constructor has no effects.</summary>
    public required Func<ModuleServices, object> Create { get; init; }

    /// <summary>Parameters.</summary>
    public IReadOnlyList<ParameterDescriptor> Parameters { get; init; } = [];

    /// <summary>Functions; one name may stand several times.</summary>
    public IReadOnlyList<FunctionDescriptor> Functions { get; init; } = [];

    /// <summary>Pseudo-variables.</summary>
    public IReadOnlyList<VariableDescriptor> Variables { get; init; } = [];

    /// <summary>Transformations.</summary>
    public IReadOnlyList<TransformationDescriptor> Transformations { get; init; } = [];

    /// <summary>RPC commands.</summary>
    public IReadOnlyList<RpcDescriptor> Rpcs { get; init; } = [];

    /// <summary>Events.</summary>
    public IReadOnlyList<EventDescriptor> Events { get; init; } = [];

    /// <summary>Counters.</summary>
    public IReadOnlyList<StatisticDescriptor> Statistics { get; init; } = [];
}
