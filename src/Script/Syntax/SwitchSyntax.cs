using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>switch (value) { case … }</c></summary>
internal sealed class SwitchSyntax(SourceSpan span, ExpressionSyntax value, IReadOnlyList<CaseSyntax> cases) : StatementSyntax(span)
{
    public ExpressionSyntax Value { get; } = value;

    public IReadOnlyList<CaseSyntax> Cases { get; } = cases;

    public override void Print(CfgWriter writer)
    {
        writer.Write("switch (").Write(Value).Write(") {").Line();
        writer.Indent();
        foreach (var item in Cases)
            writer.Write(item).Line();

        writer.Outdent();
        writer.Write("}");
    }
}
