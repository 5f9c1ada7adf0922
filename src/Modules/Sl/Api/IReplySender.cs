using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Sl.Api;

/// <summary>Answers requests for other modules.</summary>
internal interface IReplySender
{
    /// <summary>Answers in the transaction of the request when it has one, else statelessly.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">Status code.</param>
    /// <param name="reason">Reason phrase.</param>
    /// <returns>False when nothing was sent.</returns>
    bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason);

    /// <summary>Answers statelessly.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">Status code.</param>
    /// <param name="reason">Reason phrase.</param>
    /// <returns>False when nothing was sent.</returns>
    bool ReplyStateless(RoutingContext context, int code, ReadOnlySpan<byte> reason);
}
