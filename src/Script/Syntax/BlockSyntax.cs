using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>{ … }</c></summary>
internal sealed class BlockSyntax(SourceSpan span, IReadOnlyList<StatementSyntax> statements) : StatementSyntax(span)
{
    public IReadOnlyList<StatementSyntax> Statements { get; } = statements;

    public override void Print(CfgWriter writer)
    {
        writer.Write("{").Line();
        writer.Indent();
        foreach (var statement in Statements)
            writer.Write(statement).Line();

        writer.Outdent();
        writer.Write("}");
    }
}
