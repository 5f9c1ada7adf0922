using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>selval(condition, a, b)</c>: only the chosen side is evaluated.</summary>
internal sealed class CompiledSelection(CompiledExpression condition, CompiledExpression first, CompiledExpression second) : CompiledExpression
{
    public override ScriptValue Evaluate(ScriptRun run)
    {
        var value = condition.IsTrue(run) ? first.Evaluate(run) : second.Evaluate(run);
        return value.IsDefined ? value : ScriptValue.Empty;
    }
}
