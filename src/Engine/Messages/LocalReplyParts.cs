using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Messages;

/// <summary>What a reply made here carries beyond the headers that it copies from the request.</summary>
public readonly ref struct LocalReplyParts
{
    /// <summary>Complete header lines, each with CRLF, in their order.</summary>
    public ReadOnlySpan<byte> ExtraHeaders { get; init; }

    /// <summary>The complete Server line with CRLF; empty for none.</summary>
    public ReadOnlySpan<byte> ServerLine { get; init; }

    /// <summary>Complete header lines that go last.</summary>
    public ReadOnlySpan<byte> LastHeaders { get; init; }

    /// <summary>Value of Content-Type; written when there is a body.</summary>
    public ReadOnlySpan<byte> ContentType { get; init; }

    /// <summary>Body bytes.</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>Where the request came from; unset leaves Via as it is.</summary>
    public HostEndPoint Source { get; init; }

    /// <summary>Writes the source port into Via although it did not ask.</summary>
    public bool ForceRport { get; init; }
}
