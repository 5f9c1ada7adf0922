using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>A piece of a cfg as it was written. It prints itself as cfg.</summary>
internal abstract class SyntaxNode(SourceSpan span)
{
    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Writes the node as cfg that means the same.</summary>
    public abstract void Print(CfgWriter writer);

    /// <inheritdoc />
    public override string ToString()
    {
        var writer = new CfgWriter();
        Print(writer);
        return writer.ToString();
    }
}
