using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>( … )</c></summary>
internal sealed class ParenthesisSyntax(SourceSpan span, ExpressionSyntax inner) : ExpressionSyntax(span)
{
    public ExpressionSyntax Inner { get; } = inner;

    public override void Print(CfgWriter writer) => writer.Write("(").Write(Inner).Write(")");
}
