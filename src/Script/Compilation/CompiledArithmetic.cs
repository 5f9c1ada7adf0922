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
        var a = left.Evaluate(run).ToInteger();
        var b = right.Evaluate(run).ToInteger();
        return symbol switch
        {
            BinaryOperator.Less => Of(a < b),
            BinaryOperator.Greater => Of(a > b),
            BinaryOperator.LessOrEqual => Of(a <= b),
            BinaryOperator.GreaterOrEqual => Of(a >= b),
            BinaryOperator.IntegerEqual => Of(a == b),
            BinaryOperator.IntegerNotEqual => Of(a != b),
            BinaryOperator.Subtract => ScriptValue.Of(unchecked(a - b)),
            BinaryOperator.Multiply => ScriptValue.Of(unchecked(a * b)),
            BinaryOperator.BitAnd => ScriptValue.Of(a & b),
            BinaryOperator.BitOr => ScriptValue.Of(a | b),
            BinaryOperator.BitXor => ScriptValue.Of(a ^ b),
            BinaryOperator.ShiftLeft => ScriptValue.Of(a << (int)b),
            BinaryOperator.ShiftRight => ScriptValue.Of(a >> (int)b),
            _ => Divide(run, a, b),
        };
    }

    private ScriptValue Divide(ScriptRun run, long a, long b)
    {
        if (b == 0)
        {
            run.LogError(log, span, symbol == BinaryOperator.Divide ? "division by 0" : "mod by 0");
            run.Failed = true;
            return ScriptValue.Undefined;
        }

        if (b == -1)
            return ScriptValue.Of(symbol == BinaryOperator.Divide ? unchecked(-a) : 0);

        return ScriptValue.Of(symbol == BinaryOperator.Divide ? a / b : a % b);
    }

    private static ScriptValue Of(bool truth) => ScriptValue.Of(truth ? 1 : 0);
}
