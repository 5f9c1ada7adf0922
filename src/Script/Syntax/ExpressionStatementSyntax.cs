using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A call or an assignment as a statement.</summary>
internal sealed class ExpressionStatementSyntax(SourceSpan span, ExpressionSyntax expression) : StatementSyntax(span)
{
    public ExpressionSyntax Expression { get; } = expression;

    public override void Print(CfgWriter writer) => writer.Write(Expression).Write(";");
}
