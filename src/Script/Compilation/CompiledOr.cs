using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>||</c>: every number but 0 counts, -1 too.</summary>
internal sealed class CompiledOr(CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        if (left.Evaluate(run).ToInteger() != 0 || run.Pending != Flow.Next)
            return ScriptValue.Of(1);

        return ScriptValue.Of(right.Evaluate(run).ToInteger() != 0 ? 1 : 0);
    }
}
