using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>return</c>, <c>exit</c>, <c>drop</c> or <c>break</c>.</summary>
internal sealed class FlowSyntax(SourceSpan span, string keyword, ExpressionSyntax? value) : StatementSyntax(span)
{
    public string Keyword { get; } = keyword;

    public ExpressionSyntax? Value { get; } = value;

    public override void Print(CfgWriter writer)
    {
        writer.Write(Keyword);
        if (Value is not null)
            writer.Write(" ").Write(Value);

        writer.Write(";");
    }
}
