using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>One socket of a <c>listen</c> line.</summary>
internal sealed class ListenEntrySyntax(SourceSpan span, HostSyntax address) : SyntaxNode(span)
{
    public HostSyntax Address { get; } = address;

    /// <summary>What messages say instead of the address.</summary>
    public HostSyntax? Advertise { get; init; }

    /// <summary>The socket's name in scripts.</summary>
    public TextSyntax? Name { get; init; }

    /// <summary>The address may be absent when the server starts.</summary>
    public bool IsVirtual { get; init; }

    public override void Print(CfgWriter writer)
    {
        writer.Write(Address);
        if (Advertise is not null)
            writer.Write(" advertise ").Write(Advertise);

        if (Name is not null)
            writer.Write(" name ").Write(Name);

        if (IsVirtual)
            writer.Write(" virtual");
    }
}
