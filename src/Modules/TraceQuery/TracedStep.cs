namespace Signalbox.Modules.TraceQuery;

/// <summary>One stored step of a script.</summary>
/// <param name="UtcTicks">When: UTC ticks of 100 ns.</param>
/// <param name="Depth">Routes that called each other, 1 for the first.</param>
/// <param name="Kind"><c>route</c>, <c>call</c>, <c>set</c> or <c>end</c>.</param>
/// <param name="Name">The function, variable or word.</param>
/// <param name="Value">Return code, or the value assigned.</param>
/// <param name="Route">The route.</param>
/// <param name="Place">File and line.</param>
internal sealed record TracedStep(long UtcTicks, int Depth, string Kind, string Name, string Value, string Route, string Place)
{
    /// <summary>What it did: <c>t_relay() -&gt; 1</c>.</summary>
    public string Text => Kind switch
    {
        "route" => Route,
        "call" => $"{Name}() -> {Value}",
        "set" => $"{Name} = {Value}",
        _ => Name == "return" ? $"return {Value}" : Name,
    };
}
