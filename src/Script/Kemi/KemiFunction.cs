using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>A function of <c>KSR</c>, the same object for Lua and JavaScript and for all workers.</summary>
/// <param name="module">Module name; empty for functions directly under <c>KSR</c>.</param>
/// <param name="name">Name in the module's table.</param>
/// <param name="returns">What the script gets.</param>
/// <param name="parameters">Types of the parameters.</param>
internal abstract class KemiFunction(string module, string name, KemiReturn returns, params KemiType[] parameters)
{
    /// <summary>Arguments a script may pass at most; more is refused.</summary>
    public const int MaxArguments = 6;

    /// <summary>Module name; empty for the core.</summary>
    public string Module { get; } = module;

    /// <summary>Name in the module's table.</summary>
    public string Name { get; } = name;

    /// <summary>What the script gets.</summary>
    public KemiReturn Returns { get; } = returns;

    /// <summary>Types of the parameters.</summary>
    public KemiType[] Parameters { get; } = parameters;

    /// <summary>Names of the parameters, for editors; may be fewer than there are.</summary>
    public IReadOnlyList<string> ParameterNames { get; init; } = [];

    /// <summary>One sentence for editors.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>Least number of arguments.</summary>
    public int Required { get; init; } = parameters.Length;

    /// <summary><c>module.name</c>, or only the name for the core.</summary>
    public string QualifiedName { get; } = module.Length == 0 ? name : $"{module}.{name}";

    /// <summary>Names by which a script reaches something that may wait for the world through it.</summary>
    public virtual IEnumerable<KemiWaitingName> WaitingNames => [];

    /// <summary>As <see cref="Call"/>, and tells the observer of the message, if it has one.</summary>
    public ScriptValue Run(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var result = Call(caller, arguments);
        if (caller.Observer is null)
            return result;

        if (Module == "pv" && Name is "sets" or "seti")
            caller.Tell(ScriptStepKind.Assignment, arguments[0].ToText(), arguments[1]);
        else
            caller.Tell(ScriptStepKind.Call, $"KSR.{QualifiedName}", result);

        return result;
    }

    /// <summary>Runs it. Arguments are converted to the declared types and no more than declared.</summary>
    /// <param name="caller">The interpreter that calls, with the message it works on.</param>
    /// <param name="arguments">Valid during the call only.</param>
    /// <returns>A number for <see cref="KemiReturn.Boolean"/> (above 0 is true) and <see cref="KemiReturn.Integer"/>, any value for <see cref="KemiReturn.Value"/>.</returns>
    public abstract ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments);
}
