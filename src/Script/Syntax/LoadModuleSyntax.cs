using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>loadmodule "x.so"</c> or <c>loadmodulex</c>, whose name may hold variables.</summary>
internal sealed class LoadModuleSyntax(SourceSpan span, string keyword, TextSyntax path, TextSyntax? options) : ItemSyntax(span)
{
    public string Keyword { get; } = keyword;

    public TextSyntax Path { get; } = path;

    public TextSyntax? Options { get; } = options;

    public override void Print(CfgWriter writer)
    {
        if (Options is null)
            writer.Write(Keyword).Write(" ").Write(Path);
        else
            writer.Write(Keyword).Write("(").Write(Path).Write(", ").Write(Options).Write(")");
    }
}
