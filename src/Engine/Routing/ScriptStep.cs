using Signalbox.Engine.Values;

namespace Signalbox.Engine.Routing;

/// <summary>One thing that the script did with a message.</summary>
public readonly ref struct ScriptStep
{
    /// <summary>What it was.</summary>
    public required ScriptStepKind Kind { get; init; }

    /// <summary>Where, and the name of the function, variable or word.</summary>
    public required ScriptPosition Position { get; init; }

    /// <summary>Routes that called each other, 1 for the first.</summary>
    public required int Depth { get; init; }

    /// <summary>Return code, or the value assigned; undefined when a route begins.</summary>
    public ScriptValue Value { get; init; }
}
