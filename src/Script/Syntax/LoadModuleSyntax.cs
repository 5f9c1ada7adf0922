using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>loadmodule "x.so"</c> or <c>loadmodulex</c>, whose name may hold variables.</summary>
internal sealed class LoadModuleSyntax(SourceSpan span, string keyword, TextSyntax path) : ItemSyntax(span)
{
    public string Keyword { get; } = keyword;

    public TextSyntax Path { get; } = path;

    public override void Print(CfgWriter writer) => writer.Write(Keyword).Write(" ").Write(Path);
}
