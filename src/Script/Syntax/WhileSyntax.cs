using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>while (condition) body</c></summary>
internal sealed class WhileSyntax(SourceSpan span, ExpressionSyntax condition, StatementSyntax body) : StatementSyntax(span)
{
    public ExpressionSyntax Condition { get; } = condition;

    public StatementSyntax Body { get; } = body;

    public override void Print(CfgWriter writer) => writer.Write("while (").Write(Condition).Write(") ").Write(Body);
}
