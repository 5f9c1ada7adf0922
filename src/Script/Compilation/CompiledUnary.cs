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
        var value = operand.Evaluate(run);
        return symbol switch
        {
            UnaryOperator.Not => ScriptValue.Of(value.ToInteger() == 0 ? 1 : 0),
            UnaryOperator.Complement => ScriptValue.Of(~value.ToInteger()),
            UnaryOperator.Minus => ScriptValue.Of(-value.ToInteger()),
            UnaryOperator.Defined => ScriptValue.Of(value.IsDefined ? 1 : 0),
            UnaryOperator.ToInteger => ScriptValue.Of(value.ToInteger()),
            _ => value.IsText ? value : ScriptValue.Of(value.ToText()),
        };
    }
}
