using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Compilation;

/// <summary>Operators between two numbers: <c>- * / mod &amp; | ^ &lt;&lt; &gt;&gt; &lt; &gt; &lt;= &gt;= ieq ine</c>.</summary>
internal sealed class CompiledArithmetic(CompiledExpression left, BinaryOperator symbol, CompiledExpression right, SourceSpan span, IScriptLog log) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override bool IsFixed => left.IsFixed && right.IsFixed && symbol is not (BinaryOperator.Divide or BinaryOperator.Modulo);

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var result = EvaluateInteger(run);
        return symbol is BinaryOperator.Divide or BinaryOperator.Modulo && run.Failed ? ScriptValue.Undefined : ScriptValue.Of(result);
    }

    public override long EvaluateInteger(ScriptRun run)
    {
        var a = left.EvaluateInteger(run);
        var b = right.EvaluateInteger(run);
        return symbol switch
        {
            BinaryOperator.Less => Of(a < b),
            BinaryOperator.Greater => Of(a > b),
            BinaryOperator.LessOrEqual => Of(a <= b),
            BinaryOperator.GreaterOrEqual => Of(a >= b),
            BinaryOperator.IntegerEqual => Of(a == b),
            BinaryOperator.IntegerNotEqual => Of(a != b),
            BinaryOperator.Subtract => unchecked(a - b),
            BinaryOperator.Multiply => unchecked(a * b),
            BinaryOperator.BitAnd => a & b,
            BinaryOperator.BitOr => a | b,
            BinaryOperator.BitXor => a ^ b,
            BinaryOperator.ShiftLeft => a << (int)b,
            BinaryOperator.ShiftRight => a >> (int)b,
            _ => Divide(run, a, b),
        };
    }

    private long Divide(ScriptRun run, long a, long b)
    {
        if (b == 0)
        {
            run.LogError(log, span, symbol == BinaryOperator.Divide ? "division by 0" : "mod by 0");
            run.Failed = true;
            return 0;
        }

        if (b == -1)
            return symbol == BinaryOperator.Divide ? unchecked(-a) : 0;

        return symbol == BinaryOperator.Divide ? a / b : a % b;
    }

    private static long Of(bool truth) => truth ? 1 : 0;
}
