using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>mpath "a:b"</c>: where the peer looks for modules.</summary>
internal sealed class ModulePathSyntax(SourceSpan span, TextSyntax path) : ItemSyntax(span)
{
    public TextSyntax Path { get; } = path;

    public override void Print(CfgWriter writer) => writer.Write("mpath ").Write(Path);
}
