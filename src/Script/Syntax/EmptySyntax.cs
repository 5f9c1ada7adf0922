using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A lone <c>;</c>.</summary>
internal sealed class EmptySyntax(SourceSpan span) : StatementSyntax(span)
{
    public override void Print(CfgWriter writer) => writer.Write(";");
}
