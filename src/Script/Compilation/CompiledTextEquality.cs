using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>eq</c> and <c>ne</c>: both sides as text.</summary>
internal sealed class CompiledTextEquality(CompiledExpression left, CompiledExpression right, bool wantsEqual) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override bool IsFixed => left.IsFixed && right.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(EvaluateInteger(run));

    public override long EvaluateInteger(ScriptRun run)
    {
        var first = left.Evaluate(run);
        var second = right.Evaluate(run);
        return first.TextEquals(second) == wantsEqual ? 1 : 0;
    }
}
