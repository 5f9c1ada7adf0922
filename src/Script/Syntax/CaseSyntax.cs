using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A label of a switch with the statements behind it.</summary>
internal sealed class CaseSyntax(SourceSpan span, ExpressionSyntax? label, bool isRegex, IReadOnlyList<StatementSyntax> statements) : SyntaxNode(span)
{
    /// <summary>Null for <c>default</c>.</summary>
    public ExpressionSyntax? Label { get; } = label;

    public bool IsRegex { get; } = isRegex;

    public IReadOnlyList<StatementSyntax> Statements { get; } = statements;

    public override void Print(CfgWriter writer)
    {
        if (Label is null)
            writer.Write("default:");
        else
            writer.Write(IsRegex ? "case /" : "case ").Write(Label).Write(":");

        writer.Indent();
        foreach (var statement in Statements)
            writer.Line().Write(statement);

        writer.Outdent();
    }
}
