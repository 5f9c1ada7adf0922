using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>if (condition) then else otherwise</c></summary>
internal sealed class IfSyntax(SourceSpan span, ExpressionSyntax condition, StatementSyntax then, StatementSyntax? otherwise) : StatementSyntax(span)
{
    public ExpressionSyntax Condition { get; } = condition;

    public StatementSyntax Then { get; } = then;

    public StatementSyntax? Otherwise { get; } = otherwise;

    public override void Print(CfgWriter writer)
    {
        writer.Write("if (").Write(Condition).Write(") ").Write(Then);
        if (Otherwise is not null)
            writer.Write(" else ").Write(Otherwise);
    }
}
