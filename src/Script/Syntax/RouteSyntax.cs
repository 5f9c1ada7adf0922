using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A route block, e.g. <c>failure_route[F] { … }</c>.</summary>
internal sealed class RouteSyntax(SourceSpan span, NameSyntax keyword, NameSyntax? name, BlockSyntax body) : ItemSyntax(span)
{
    /// <summary>The word as written: <c>route</c>, <c>request_route</c>, <c>reply_route</c> …</summary>
    public NameSyntax Keyword { get; } = keyword;

    /// <summary>The name in brackets, or null.</summary>
    public NameSyntax? Name { get; } = name;

    public BlockSyntax Body { get; } = body;

    public override void Print(CfgWriter writer)
    {
        writer.Write(Keyword);
        if (Name is not null && Keyword.Text is not "event_route")
            writer.Write("[").WriteQuoted(Name.Text).Write("]");
        else if (Name is not null)
            writer.Write("[").Write(Name).Write("]");

        writer.Write(" ").Write(Body);
    }
}
