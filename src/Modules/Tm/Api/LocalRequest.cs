using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm.Api;

/// <summary>
/// A request that this server makes by itself, in a dialog or outside. Texts are Latin-1 bytes without line ends where
/// nothing else is said. Immutable: the same object may be sent more than once.
/// </summary>
internal sealed class LocalRequest
{
    /// <summary>CSeq number of requests outside of dialogs (the peer's).</summary>
    public const uint FirstCSeq = 10;

    /// <summary>Method, a token, e.g. <c>OPTIONS</c>.</summary>
    public required byte[] Method { get; init; }

    /// <summary>Request URI; in a dialog the remote target.</summary>
    public required byte[] RequestUri { get; init; }

    /// <summary>Value of From; gets a tag when it has none.</summary>
    public required byte[] From { get; init; }

    /// <summary>Value of To; in a dialog with its tag.</summary>
    public required byte[] To { get; init; }

    /// <summary>Call-ID; empty = a new one.</summary>
    public byte[] CallId { get; init; } = [];

    /// <summary>CSeq number.</summary>
    public uint CSeq { get; init; } = FirstCSeq;

    /// <summary>
    /// Further header lines, each with CRLF: Route lines of a dialog, Contact, Content-Type. Max-Forwards and User-Agent are
    /// added when they are not among them.
    /// </summary>
    public byte[] Headers { get; init; } = [];

    /// <summary>Body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>URI to send to; empty = the first Route, else the request URI.</summary>
    public byte[] NextHop { get; init; } = [];

    /// <summary>Socket to send from; null = the one that fits.</summary>
    public ListenSocket? Socket { get; init; }

    /// <summary>Who is told of the replies; null = nobody.</summary>
    public ILocalRequestOwner? Owner { get; init; }

    /// <summary>True when the owner is told of provisional replies too.</summary>
    public bool WantsProvisional { get; init; }

    /// <summary>True when the owner acknowledges a 2xx to an INVITE by itself.</summary>
    public bool NoAck { get; init; }

    /// <summary>Wait for the final reply in ms; 0 = fr_timer.</summary>
    public int FinalReplyMs { get; init; }

    /// <summary>Object of the owner; nobody else looks at it.</summary>
    public object? State { get; init; }
}
