using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>!x</c>, <c>~x</c>, <c>-x</c>, <c>defined x</c>, <c>(int)x</c>, <c>(str)x</c>.</summary>
internal sealed class UnarySyntax(SourceSpan span, UnaryOperator symbol, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    public UnaryOperator Operator { get; } = symbol;

    public ExpressionSyntax Operand { get; } = operand;

    public override void Print(CfgWriter writer)
    {
        var word = Operator switch
        {
            UnaryOperator.Not => "!",
            UnaryOperator.Complement => "~",
            UnaryOperator.Minus => "-",
            UnaryOperator.Defined => "defined ",
            UnaryOperator.ToInteger => "(int)",
            _ => "(str)",
        };
        writer.Write(word).Write(Operand);
    }
}
