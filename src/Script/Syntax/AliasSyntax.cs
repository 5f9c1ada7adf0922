using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>alias = …</c>: names under which this server is itself.</summary>
internal sealed class AliasSyntax(SourceSpan span, string keyword, IReadOnlyList<HostSyntax> hosts) : ItemSyntax(span)
{
    public string Keyword { get; } = keyword;

    public IReadOnlyList<HostSyntax> Hosts { get; } = hosts;

    public override void Print(CfgWriter writer) => writer.Write(Keyword).Write(" = ").Join(" ", Hosts);
}
