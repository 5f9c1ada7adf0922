using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>A function of <c>KSR.pv</c>: its first argument names a pseudo-variable.</summary>
/// <param name="variables">Where names are looked up.</param>
/// <param name="name">Function name.</param>
/// <param name="returns">What the script gets.</param>
/// <param name="unknown">Result for a name that is no variable.</param>
/// <param name="call">What it does.</param>
/// <param name="parameters">Types, that of the name included.</param>
internal sealed class VariableFunction(
    IKemiVariables variables, string name, KemiReturn returns, ScriptValue unknown, VariableCall call, params KemiType[] parameters)
    : KemiFunction("pv", name, returns, parameters)
{
    /// <inheritdoc />
    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments) =>
        caller.Variable(variables, arguments[0].ToText()) is { } variable
            ? call(variable, caller.Context, arguments[1..])
            : unknown;
}
