using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary><c>KSR.x.modf("fn", …)</c>: calls any cfg function of a loaded module by its cfg name.</summary>
internal sealed class ModuleCallFunction : KemiFunction
{
    private readonly (ModuleInstance Module, FunctionDescriptor Function)[] _functions;

    /// <summary>Collects the cfg functions of the loaded modules.</summary>
    public ModuleCallFunction(IReadOnlyList<ModuleInstance> modules)
        : base("x", "modf", KemiReturn.Integer, KemiType.Text, KemiType.Text, KemiType.Text, KemiType.Text, KemiType.Text, KemiType.Text)
    {
        Required = 1;
        _functions =
        [
            .. from module in modules
               from function in module.Descriptor.Functions
               where function.Surface.HasFlag(Surfaces.Cfg)
               select (module, function),
        ];
    }

    /// <inheritdoc />
    public override IEnumerable<KemiWaitingName> WaitingNames =>
        _functions.Where(static one => one.Function.Blocking).Select(static one => new KemiWaitingName(string.Empty, one.Function.Name));

    /// <inheritdoc />
    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var count = arguments.Length - 1;
        foreach (var (module, function) in _functions)
        {
            if (count >= function.MinArity && count <= function.MaxArity && arguments[0].TextEquals(function.Name) && (function.Routes & caller.Context.Route) != RouteKinds.None)
                return function.Invoke(module.Instance, caller.Context, arguments[1..]);
        }

        caller.ReportError($"no cfg function '{arguments[0].ToText()}' with {count} parameters can be called here");
        return ScriptValue.Of(-1);
    }
}
