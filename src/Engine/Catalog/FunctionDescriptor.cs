using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>A declared function.</summary>
public sealed class FunctionDescriptor
{
    /// <summary>Kamailio's name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>Where it may stand.</summary>
    public RouteKinds Routes { get; init; }

    /// <summary>Where it is offered.</summary>
    public Surfaces Surface { get; init; }

    /// <summary>KEMI spelling, see <see cref="FunctionAttribute.Kemi"/>.</summary>
    public string Kemi { get; init; } = string.Empty;

    /// <summary>True when it can wait for the world.</summary>
    public bool Blocking { get; init; }

    /// <summary>True when the request is taken care of after the call, see <see cref="FunctionAttribute.Answers"/>.</summary>
    public bool Answers { get; init; }

    /// <summary>True when a cfg passes constants and texts with variables in them only.</summary>
    public bool ConstantArguments { get; init; }

    /// <summary>Parameters in order.</summary>
    public IReadOnlyList<FunctionParameter> Parameters { get; init; } = [];

    /// <summary>Least number of arguments.</summary>
    public int MinArity { get; init; }

    /// <summary>What KEMI gets back: int, bool, none, value.</summary>
    public string KemiReturn { get; init; } = "int";

    /// <summary>Calls it.</summary>
    public required FunctionInvoker Invoke { get; init; }

    /// <summary>Greatest number of arguments.</summary>
    public int MaxArity => Parameters.Count;
}
