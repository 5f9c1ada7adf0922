using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>name(argument, …)</c></summary>
internal sealed class CallSyntax(SourceSpan span, NameSyntax name, IReadOnlyList<ExpressionSyntax> arguments) : ExpressionSyntax(span)
{
    public NameSyntax Name { get; } = name;

    public IReadOnlyList<ExpressionSyntax> Arguments { get; } = arguments;

    public override void Print(CfgWriter writer) => writer.Write(Name).Write("(").Join(", ", Arguments).Write(")");
}
