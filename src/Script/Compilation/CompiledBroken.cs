using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>Stands where an error was reported, so that nothing else is said about the same place. It never runs.</summary>
internal sealed class CompiledBroken : CompiledExpression
{
    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Undefined;
}
