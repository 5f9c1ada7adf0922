using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A whole cfg.</summary>
internal sealed class ConfigSyntax(SourceSpan span, IReadOnlyList<ItemSyntax> items) : SyntaxNode(span)
{
    public IReadOnlyList<ItemSyntax> Items { get; } = items;

    public override void Print(CfgWriter writer)
    {
        foreach (var item in Items)
            writer.Write(item).Line();
    }
}
