using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>strlen(x)</c>, <c>strempty(x)</c> or <c>selval(c, a, b)</c>.</summary>
internal sealed class IntrinsicSyntax(SourceSpan span, string keyword, IReadOnlyList<ExpressionSyntax> arguments) : ExpressionSyntax(span)
{
    public string Keyword { get; } = keyword;

    public IReadOnlyList<ExpressionSyntax> Arguments { get; } = arguments;

    public override void Print(CfgWriter writer) => writer.Write(Keyword).Write("(").Join(", ", Arguments).Write(")");
}
