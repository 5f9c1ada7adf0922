using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>Turns a SIP URI into a transport and address (RFC 3263, as far as spec sip-core §10 goes).</summary>
public interface IDestinationResolver
{
    /// <summary>
    /// Resolves. An IP literal costs nothing; a name may block on DNS (cached). The socket is not chosen here unless
    /// <see cref="RoutingContext.ForcedSocket"/> or the socket of a loose route fixes it.
    /// </summary>
    /// <returns><see cref="SendStatus.Sent"/> on success, <see cref="SendStatus.Unresolvable"/> or <see cref="SendStatus.Failed"/> (bad URI, unsupported transport).</returns>
    SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination);
}
