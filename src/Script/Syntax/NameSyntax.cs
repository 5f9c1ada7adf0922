using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A name or an address with its place, e.g. <c>MYROUTE</c>, <c>INVITE</c>, <c>10.0.0.0/8</c>.</summary>
internal sealed class NameSyntax(SourceSpan span, string text) : ExpressionSyntax(span)
{
    public string Text { get; } = text;

    public override void Print(CfgWriter writer) => writer.Write(Text);
}
