using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>One flag of a <c>flags</c> line: <c>NAME</c> or <c>NAME:5</c>.</summary>
internal sealed class FlagSyntax(SourceSpan span, string name, long? number) : SyntaxNode(span)
{
    public string Name { get; } = name;

    public long? Number { get; } = number;

    public override void Print(CfgWriter writer)
    {
        writer.Write(Name);
        if (Number is { } number)
            writer.Write(":").Write(number);
    }
}
