using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>Finds the next hop of a URI: a literal address, or the addresses of a name by RFC 3263.</summary>
internal sealed class DestinationResolver(ITransportTable table, TargetCache targets, StreamConnections? connections = null) : IDestinationResolver
{
    /// <inheritdoc />
    public SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination)
    {
        destination = default;
        // No address at all is answered like one that cannot be found (recorded).
        if (!SipUriParser.TryParse(uri, out var parts) || parts.Host.IsEmpty)
            return SendStatus.Unresolvable;

        if (!TryGetProtocol(uri, parts, out var protocol))
            return SendStatus.Failed;

        var wish = new TargetWish(protocol, Math.Max(0, parts.Port), parts.Scheme == SipScheme.Sips);
        return ResolveHost(context, HostOf(uri, parts), wish, out destination);
    }

    /// <summary>Resolves a host.</summary>
    /// <param name="context">The message; its settings and its forced socket count.</param>
    /// <param name="host">Literal address, with or without brackets, or a name.</param>
    /// <param name="wish">What is wanted of it.</param>
    /// <param name="destination">Where it is.</param>
    public SendStatus ResolveHost(RoutingContext context, ReadOnlySpan<byte> host, in TargetWish wish, out Destination destination)
    {
        var protocol = wish.DefaultProtocol;
        destination = new Destination { Protocol = protocol, Remote = default };
        if (HostEndPoint.TryParseAddress(host, wish.PortFor(protocol), out var literal))
        {
            // A URI says "ws" also where TLS is below; the connection tells, and there is one: only clients open them.
            if (protocol == TransportProtocol.Ws && connections?.Find(literal) is { Protocol: TransportProtocol.Wss })
                protocol = TransportProtocol.Wss;

            destination = new Destination { Protocol = protocol, Remote = literal, Socket = Forced(context, protocol, literal.IsV6) };
            return SendStatus.Sent;
        }

        var settings = SettingsOf(context);
        if (targets.Find(host, wish, settings) is not { } found)
            return SendStatus.Unresolvable;

        destination = destination with { Targets = found, TargetOrder = found.Order(settings.DnsSrvLoadBalancing) };
        destination = At(context, destination, 0);
        return SendStatus.Sent;
    }

    /// <inheritdoc />
    public bool TryNext(RoutingContext context, in Destination failed, out Destination next)
    {
        next = failed;
        if (failed.Targets is not { } list || failed.TargetIndex + 1 >= list.Count || !SettingsOf(context).UseDnsFailover)
            return false;

        next = At(context, failed with { ConnectionId = 0 }, failed.TargetIndex + 1);
        return true;
    }

    private static CoreSettings SettingsOf(RoutingContext context) => context.Snapshot?.Settings ?? CoreSettings.Standard;

    private static bool TryGetProtocol(ReadOnlySpan<byte> uri, in SipUri parts, out TransportProtocol protocol)
    {
        protocol = TransportProtocol.None;
        if (parts.Scheme is not (SipScheme.Sip or SipScheme.Sips))
            return false;

        if (parts.Transport.IsEmpty)
            return true;

        // RFC 3261 §26.2.2: a sips URI is never reached over UDP.
        return TransportProtocols.TryParse(uri.Slice(parts.Transport.Start, parts.Transport.Length), out protocol)
            && protocol != TransportProtocol.Sctp
            && !(protocol == TransportProtocol.Udp && parts.Scheme == SipScheme.Sips);
    }

    // maddr, when given, is where to send (RFC 3261 §19.1.1).
    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> uri, in SipUri parts)
    {
        var parameters = uri.Slice(parts.Parameters.Start, parts.Parameters.Length);
        return ParameterReader.TryGet(parameters, "maddr"u8, out TextRange maddr) && !maddr.IsEmpty
            ? parameters.Slice(maddr.Start, maddr.Length)
            : uri.Slice(parts.Host.Start, parts.Host.Length);
    }

    private Destination At(RoutingContext context, in Destination destination, int index)
    {
        ref readonly var target = ref destination.Targets!.At(destination.TargetOrder, index);
        return destination with
        {
            Protocol = target.Protocol,
            Remote = target.Remote,
            Socket = Forced(context, target.Protocol, target.Remote.IsV6),
            TargetIndex = index,
        };
    }

    private ListenSocket? Forced(RoutingContext context, TransportProtocol protocol, bool isV6) =>
        context.ForcedSocket is { } forced ? table.Select(protocol, isV6, forced) : null;
}
