using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>Writes function descriptors in one line.</summary>
internal sealed record ProbeFunction(string Name, ProbeFunction.Call Body, FunctionParameter[] Parameters)
{
    internal delegate ScriptValue Call(RoutingContext context, ReadOnlySpan<ScriptValue> arguments);

    public static implicit operator FunctionDescriptor(ProbeFunction function) => new()
    {
        Name = function.Name,
        Routes = function.Name == "t_relay" ? RouteKinds.Request | RouteKinds.Failure : RouteKinds.Any,
        Surface = Surfaces.Cfg,
        Parameters = function.Parameters,
        MinArity = function.Parameters.Count(static one => !one.IsOptional),
        Blocking = function.Name == "t_wait",
        Invoke = (_, context, arguments) => function.Body(context, arguments),
    };
}
