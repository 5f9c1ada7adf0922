using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>A pseudo-variable that a script passed by name, to be read or assigned by the function: <c>typeof("$avp(x)", "int")</c>.</summary>
public abstract class VariableReference
{
    /// <summary>As the script wrote it, with <c>$</c>.</summary>
    public abstract string Text { get; }

    /// <summary>False for read-only variables and for those with transformations.</summary>
    public abstract bool IsWritable { get; }

    /// <summary>Its value for this message; undefined when it has none.</summary>
    public abstract ScriptValue Read(RoutingContext context);

    /// <summary>Assigns it; undefined removes. False when it is read-only or refuses the value.</summary>
    public abstract bool Write(RoutingContext context, in ScriptValue value);
}
