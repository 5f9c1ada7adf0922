using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>flags A:1, B</c> or <c>avpflags A</c>.</summary>
internal sealed class FlagsSyntax(SourceSpan span, string keyword, IReadOnlyList<FlagSyntax> flags) : ItemSyntax(span)
{
    public bool IsAvp => Keyword is "avpflags";

    public string Keyword { get; } = keyword;

    public IReadOnlyList<FlagSyntax> Flags { get; } = flags;

    public override void Print(CfgWriter writer) => writer.Write(Keyword).Write(" ").Join(", ", Flags);
}
