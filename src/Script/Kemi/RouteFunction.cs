using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary><c>KSR.route("NAME")</c>: runs a route block of the cfg; its code, or -1 when there is none.</summary>
internal sealed class RouteFunction() : KemiFunction(string.Empty, "route", KemiReturn.Integer, KemiType.Text)
{
    /// <inheritdoc />
    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var name = arguments[0].ToText();
        if (caller.Context.Snapshot?.Routes.Find(RouteKinds.Request, name) is { } route)
            return ScriptValue.Of(route.Run(caller.Context).Code);

        caller.ReportError($"there is no route '{name}'");
        return ScriptValue.Of(-1);
    }
}
