using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm.Api;

/// <summary>What came back for a <see cref="LocalRequest"/>.</summary>
/// <param name="Code">Status code; 408 when nothing came, 477 or 478 when it could not be sent, 487 when it was cancelled.</param>
/// <param name="Worker">The worker at work.</param>
/// <param name="Received">The reply with where it came from, valid during the call; null for one made here.</param>
internal readonly record struct LocalReply(int Code, WorkerState Worker, RoutingContext? Received)
{
    /// <summary>True for the last reply.</summary>
    public bool IsFinal => Code >= 200;

    /// <summary>Reason phrase; for one made here the peer's words.</summary>
    public ReadOnlySpan<byte> Reason => Received is { } reply ? reply.Message.Span(reply.Message.Reason) : LocalReasons.Of(Code);
}
