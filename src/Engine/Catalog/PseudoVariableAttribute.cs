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

    /// <summary>True for a name of Kamailio 6: known when the cfg or the command line defines KAMAILIO_6.</summary>
    public bool Newer { get; set; }

    /// <summary>Beginning of the inner names that are of Kamailio 6, in a variable whose others are older; empty = none.</summary>
    public string NewerInner { get; set; } = string.Empty;

    /// <summary>What stands in parentheses.</summary>
    public InnerName Inner { get; set; }

    /// <summary>
    /// Name of a static method <c>object? Parse(string inner, out string? error)</c> of the same class that checks and
    /// converts a constant inner name at load time (result in <see cref="VariableKey.Parsed"/>); empty = none.
    /// </summary>
    public string Parser { get; set; } = string.Empty;

    /// <summary>Name of a reader that gives the variable as a number, for text that has a number beside it: the method and its id.</summary>
    public string Number { get; set; } = string.Empty;

    /// <summary>
    /// For a variable whose values are those that the script assigns: what the values are kept in. Variables with one
    /// store share their names. <c>signalbox check</c> warns about a name that is read and never assigned. Empty for
    /// values that come from elsewhere.
    /// </summary>
    public string Store { get; set; } = string.Empty;
}
