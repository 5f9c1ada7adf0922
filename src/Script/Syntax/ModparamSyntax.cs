using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>modparam("module", "name", value)</c> or <c>modparamx</c>, whose text is evaluated first.</summary>
internal sealed class ModparamSyntax(SourceSpan span, string keyword, TextSyntax module, TextSyntax name, ExpressionSyntax value) : ItemSyntax(span)
{
    public string Keyword { get; } = keyword;

    public TextSyntax Module { get; } = module;

    public TextSyntax Name { get; } = name;

    public ExpressionSyntax Value { get; } = value;

    public override void Print(CfgWriter writer) =>
        writer.Write(Keyword).Write("(").Write(Module).Write(", ").Write(Name).Write(", ").Write(Value).Write(")");
}
