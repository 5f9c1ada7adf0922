using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A quoted text.</summary>
internal sealed class TextSyntax(SourceSpan span, string value) : ExpressionSyntax(span)
{
    public string Value { get; } = value;

    public override void Print(CfgWriter writer) => writer.WriteQuoted(Value);
}
