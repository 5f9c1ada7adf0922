using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A KSR function that keeps what it was called with.</summary>
internal sealed class TestFunction(string module, string name, KemiReturn returns, ScriptValue result, params KemiType[] parameters)
    : KemiFunction(module, name, returns, parameters)
{
    public List<string> Calls { get; } = [];

    public Action? Effect { get; init; }

    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var shown = new List<string>();
        foreach (var argument in arguments)
            shown.Add(argument.IsInteger ? $"int:{argument.ToText()}" : $"str:{argument.ToText()}");

        Calls.Add(string.Join(',', shown));
        Effect?.Invoke();
        return result;
    }
}
