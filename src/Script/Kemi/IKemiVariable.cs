using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>A pseudo-variable that a script named, ready to use. Shared by nobody: each interpreter binds its own.</summary>
internal interface IKemiVariable
{
    /// <summary>Its value for this message.</summary>
    ScriptValue Read(RoutingContext context);

    /// <summary>Assigns it; undefined removes. False when it is read-only or the assignment failed.</summary>
    bool Write(RoutingContext context, in ScriptValue value);
}
