namespace Signalbox.Engine.Catalog;

/// <summary>
/// Declares a pseudo-variable on its reader: <c>ScriptValue Read(RoutingContext)</c> or
/// <c>ScriptValue Read(RoutingContext, in VariableKey)</c>. Several attributes on one method are aliases.
/// </summary>
/// <param name="name">Name without the dollar sign.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PseudoVariableAttribute(string name) : Attribute
{
    /// <summary>Name without the dollar sign.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>What stands in parentheses.</summary>
    public InnerName Inner { get; set; }

    /// <summary>
    /// Name of a static method <c>object? Parse(string inner, out string? error)</c> of the same class that checks and
    /// converts a constant inner name at load time (result in <see cref="VariableKey.Parsed"/>); empty = none.
    /// </summary>
    public string Parser { get; set; } = string.Empty;

    /// <summary>Name of the variable that stands for this one where a number is wanted (<c>1 + $rm</c>); empty = its own text counts.</summary>
    public string Number { get; set; } = string.Empty;
}
