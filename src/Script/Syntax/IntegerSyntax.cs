using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A number, or a word that stands for one.</summary>
internal sealed class IntegerSyntax(SourceSpan span, long value) : ExpressionSyntax(span)
{
    public long Value { get; } = value;

    public override void Print(CfgWriter writer) => writer.Write(Value);
}
