using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Compilation;

/// <summary>Operators with one operand.</summary>
internal sealed class CompiledUnary(UnaryOperator symbol, CompiledExpression operand) : CompiledExpression
{
    public override StaticType Type => symbol == UnaryOperator.ToText ? StaticType.Text : StaticType.Integer;

    public override bool IsFixed => operand.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        if (symbol != UnaryOperator.ToText)
            return ScriptValue.Of(EvaluateInteger(run));

        var value = operand.Evaluate(run);
        return value.IsText ? value : ScriptValue.Of(value.ToText());
    }

    public override long EvaluateInteger(ScriptRun run) => symbol switch
    {
        UnaryOperator.Not => operand.EvaluateInteger(run) == 0 ? 1 : 0,
        UnaryOperator.Complement => ~operand.EvaluateInteger(run),
        UnaryOperator.Minus => -operand.EvaluateInteger(run),
        UnaryOperator.Defined => operand.Evaluate(run).IsDefined ? 1 : 0,
        _ => operand.EvaluateInteger(run),
    };
}
