using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary><c>KSR.x.modf("fn", …)</c>: calls any cfg function of a loaded module by its cfg name.</summary>
internal sealed class ModuleCallFunction : KemiFunction
{
    private readonly CatalogOverload[] _functions;

    /// <summary>Makes it.</summary>
    /// <param name="functions">The cfg functions of the loaded modules.</param>
    public ModuleCallFunction(CatalogOverload[] functions)
        : base("x", "modf", KemiReturn.Integer, KemiType.Text, KemiType.Text, KemiType.Text, KemiType.Text, KemiType.Text, KemiType.Text)
    {
        Required = 1;
        _functions = functions;
    }

    /// <inheritdoc />
    public override IEnumerable<KemiWaitingName> WaitingNames =>
        _functions.Where(static one => one.Function.Blocking).Select(static one => new KemiWaitingName(string.Empty, one.Function.Name));

    /// <inheritdoc />
    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var count = arguments.Length - 1;
        foreach (var overload in _functions)
        {
            var function = overload.Function;
            if (count >= function.MinArity && count <= function.MaxArity && arguments[0].TextEquals(function.Name) && (function.Routes & caller.Context.Route) != RouteKinds.None)
                return overload.Call(caller, arguments[1..]);
        }

        caller.ReportError($"no cfg function '{arguments[0].ToText()}' with {count} parameters can be called here");
        return ScriptValue.Of(-1);
    }
}
