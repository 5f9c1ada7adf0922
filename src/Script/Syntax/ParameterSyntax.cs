using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>name = value</c>: a core parameter.</summary>
internal sealed class ParameterSyntax(SourceSpan span, NameSyntax name, ExpressionSyntax value) : ItemSyntax(span)
{
    public NameSyntax Name { get; } = name;

    public ExpressionSyntax Value { get; } = value;

    public override void Print(CfgWriter writer) => writer.Write(Name).Write(" = ").Write(Value);
}
