using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>left operator right</c></summary>
internal sealed class BinarySyntax(ExpressionSyntax left, BinaryOperator symbol, ExpressionSyntax right) : ExpressionSyntax(left.Span.To(right.Span))
{
    public ExpressionSyntax Left { get; } = left;

    public BinaryOperator Operator { get; } = symbol;

    public ExpressionSyntax Right { get; } = right;

    public override void Print(CfgWriter writer) => writer.Write(Left).Write($" {Operators.Text(Operator)} ").Write(Right);
}
