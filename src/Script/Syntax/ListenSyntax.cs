using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>listen = …</c>, also <c>socket = { … }</c>, which means the same.</summary>
internal sealed class ListenSyntax(SourceSpan span, IReadOnlyList<ListenEntrySyntax> entries) : ItemSyntax(span)
{
    public IReadOnlyList<ListenEntrySyntax> Entries { get; } = entries;

    public override void Print(CfgWriter writer) => writer.Write("listen = ").Join(" ", Entries);
}
