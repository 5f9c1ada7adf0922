using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A pseudo-variable, attribute or select, e.g. <c>$rU</c>, <c>$(hdr(X)[0])</c>, <c>%name</c>, <c>@ruri.user</c>.</summary>
internal sealed class VariableSyntax(SourceSpan span, string text) : ExpressionSyntax(span)
{
    /// <summary>As written, with <c>$</c>, <c>%</c> or <c>@</c>.</summary>
    public string Text { get; } = text;

    public override void Print(CfgWriter writer) => writer.Write(Text);
}
