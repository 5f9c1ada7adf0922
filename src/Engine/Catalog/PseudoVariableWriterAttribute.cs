namespace Signalbox.Engine.Catalog;

/// <summary>
/// Declares how a pseudo-variable is assigned: <c>bool Write(RoutingContext, in ScriptValue)</c> or
/// <c>bool Write(RoutingContext, in VariableKey, in ScriptValue)</c>. Undefined removes. False = assignment failed.
/// </summary>
/// <param name="name">Name without the dollar sign.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PseudoVariableWriterAttribute(string name) : Attribute
{
    /// <summary>Name without the dollar sign.</summary>
    public string Name { get; } = name;

    /// <summary>True when the writer copies text at once, so that it may be given text in a scratch buffer.</summary>
    public bool Copies { get; set; }
}
