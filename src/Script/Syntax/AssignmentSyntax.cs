using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>$target = value</c>; as a statement or, in parentheses, as a value.</summary>
internal sealed class AssignmentSyntax(SourceSpan span, ExpressionSyntax target, ExpressionSyntax value) : ExpressionSyntax(span)
{
    public ExpressionSyntax Target { get; } = target;

    public ExpressionSyntax Value { get; } = value;

    public override void Print(CfgWriter writer) => writer.Write(Target).Write(" = ").Write(Value);
}
