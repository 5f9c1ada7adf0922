using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>What one number of arguments of a <c>KSR</c> function calls.</summary>
/// <param name="Module">Instance of the module.</param>
/// <param name="Function">Its declaration.</param>
/// <param name="Converted">Converters by parameter; null entries pass the value on.</param>
internal sealed record CatalogOverload(object Module, FunctionDescriptor Function, CatalogParameter?[] Converted)
{
    /// <summary>True when an argument must be converted.</summary>
    public bool Converts { get; } = Array.Exists(Converted, static parameter => parameter is not null);

    /// <summary>Calls it; -1 when an argument is none.</summary>
    public ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        if (Function.Blocking)
            caller.Waits?.Invoke(Function.Name);

        return Converts ? CallConverted(caller, arguments) : Function.Invoke(Module, caller.Context, arguments);
    }

    private ScriptValue CallConverted(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var converted = default(KemiArguments);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Converted[i] is not { } parameter)
                converted[i] = arguments[i];
            else if (!caller.TryConvert(parameter, arguments[i], out converted[i]))
                return ScriptValue.Of(-1);
        }

        return Function.Invoke(Module, caller.Context, ((ReadOnlySpan<ScriptValue>)converted)[..arguments.Length]);
    }
}
