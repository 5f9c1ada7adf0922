using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>||</c>: every number but 0 counts, -1 too.</summary>
internal sealed class CompiledOr(CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(EvaluateInteger(run));

    public override long EvaluateInteger(ScriptRun run) =>
        left.EvaluateInteger(run) != 0 || run.Pending != Flow.Next || right.EvaluateInteger(run) != 0 ? 1 : 0;
}
