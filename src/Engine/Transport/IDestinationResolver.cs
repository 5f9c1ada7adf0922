using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>Turns a SIP URI into a transport and address (RFC 3263; spec sip-core §10).</summary>
public interface IDestinationResolver
{
    /// <summary>
    /// Resolves. An IP literal costs nothing, nor does a name that was asked for before; any other waits a few seconds
    /// at most (docs/decisions/0040). The socket is not chosen here unless
    /// <see cref="RoutingContext.ForcedSocket"/> or the socket of a loose route fixes it.
    /// </summary>
    /// <returns><see cref="SendStatus.Sent"/> on success, <see cref="SendStatus.Unresolvable"/> or <see cref="SendStatus.Failed"/> (bad URI, unsupported transport).</returns>
    SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination);

    /// <summary>
    /// The next address of the same target, when sending to <paramref name="failed"/> failed, it timed out, or it answered
    /// 503 (RFC 3263 §4.3). Asks nobody, waits for nothing and allocates nothing, so that a timer can call it: keep the
    /// destination of a branch, and give it back here. No connection and no more than 15 times for one target.
    /// </summary>
    /// <param name="context">The request; its settings count.</param>
    /// <param name="failed">A destination that came from <see cref="Resolve"/> or from here.</param>
    /// <param name="next">The next one, with the flags of the failed one.</param>
    /// <returns>False when <c>use_dns_failover</c> is off or there is no further address.</returns>
    bool TryNext(RoutingContext context, in Destination failed, out Destination next)
    {
        next = default;
        return false;
    }
}
