using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>
/// <c>==</c> and <c>!=</c>: a number on the left compares numbers, text compares text; undefined on the left takes the
/// type of the right side, so that it equals 0 and "".
/// </summary>
internal sealed class CompiledEquality(CompiledExpression left, CompiledExpression right, bool wantsEqual) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override bool IsFixed => left.IsFixed && right.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(EvaluateInteger(run));

    public override long EvaluateInteger(ScriptRun run)
    {
        var first = left.Evaluate(run);
        var second = right.Evaluate(run);
        return AreEqual(first, second) == wantsEqual ? 1 : 0;
    }

    private static bool AreEqual(in ScriptValue first, in ScriptValue second)
    {
        if (first.IsInteger)
            return second.TryToInteger(out var number) && first.Number == number;

        if (first.IsText)
            return first.TextEquals(second);

        return second.IsInteger ? second.Number == 0 : second.TextLength == 0;
    }
}
