namespace Signalbox.Engine.Catalog;

/// <summary>
/// Declares a transformation <c>{class.name,args}</c> on a static method
/// <c>ScriptValue Apply(RoutingContext, in ScriptValue value, ReadOnlySpan&lt;ScriptValue&gt; arguments)</c>.
/// </summary>
/// <param name="name">E.g. <c>s.len</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TransformationAttribute(string name) : Attribute
{
    /// <summary>E.g. <c>s.len</c>.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>Least number of arguments.</summary>
    public int MinArguments { get; set; }

    /// <summary>Greatest number of arguments.</summary>
    public int MaxArguments { get; set; }

    /// <summary>
    /// Static method <c>string? Check(IReadOnlyList&lt;string&gt; arguments)</c>, with the name of its class, that looks at the
    /// arguments as written when the cfg loads and says what is wrong with them; null = nothing.
    /// </summary>
    public string Check { get; set; } = string.Empty;
}
