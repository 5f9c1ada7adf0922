using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A condition of the old dialect, e.g. <c>method == INVITE</c>, <c>src_ip == 10.0.0.0/8</c>, <c>uri == myself</c>.</summary>
internal sealed class ConditionSyntax(SourceSpan span, NameSyntax subject, BinaryOperator symbol, ExpressionSyntax value) : ExpressionSyntax(span)
{
    /// <summary><c>method</c>, <c>uri</c>, <c>src_ip</c> …</summary>
    public NameSyntax Subject { get; } = subject;

    public BinaryOperator Operator { get; } = symbol;

    /// <summary>A <see cref="NameSyntax"/> for words and addresses, otherwise an expression.</summary>
    public ExpressionSyntax Value { get; } = value;

    public override void Print(CfgWriter writer) => writer.Write(Subject).Write($" {Operators.Text(Operator)} ").Write(Value);
}
