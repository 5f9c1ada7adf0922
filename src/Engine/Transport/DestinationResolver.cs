using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>
/// Finds the next hop of a URI: literal address, or A/AAAA record through a cache; no SRV and NAPTR look-ups (RFC 3263
/// §4.2 only). UDP and TCP; sips, TLS and WebSocket targets fail.
/// </summary>
internal sealed class DestinationResolver(ITransportTable table, NameCache names) : IDestinationResolver
{
    private const int DefaultPort = 5060;

    /// <inheritdoc />
    public SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination)
    {
        destination = default;
        // No address at all is answered like one that cannot be found (recorded).
        if (!SipUriParser.TryParse(uri, out var parts) || parts.Host.IsEmpty)
            return SendStatus.Unresolvable;

        if (!TryGetProtocol(uri, parts, out var protocol))
            return SendStatus.Failed;

        var host = HostOf(uri, parts);
        var port = parts.Port > 0 ? parts.Port : DefaultPort;
        var status = ResolveHost(host, port, protocol, out var remote);
        if (status != SendStatus.Sent)
            return status;

        var socket = context.ForcedSocket is { } forced ? table.Select(protocol, remote.IsV6, forced) : null;
        destination = new Destination { Protocol = protocol, Remote = remote, Socket = socket };
        return SendStatus.Sent;
    }

    /// <summary>Resolves a host alone, with or without IPv6 brackets.</summary>
    public SendStatus ResolveHost(ReadOnlySpan<byte> host, int port, TransportProtocol protocol, out HostEndPoint remote)
    {
        if (HostEndPoint.TryParseAddress(host, port, out remote))
            return SendStatus.Sent;

        if (host.IsEmpty || host[0] == (byte)'[')
            return SendStatus.Unresolvable;

        var addresses = names.Resolve(host);
        if (addresses.Length == 0)
            return SendStatus.Unresolvable;

        remote = addresses[0].WithPort(port);
        foreach (var address in addresses)
        {
            if (table.Select(protocol, address.IsV6, null) is null)
                continue;

            remote = address.WithPort(port);
            break;
        }

        return SendStatus.Sent;
    }

    private static bool TryGetProtocol(ReadOnlySpan<byte> uri, in SipUri parts, out TransportProtocol protocol)
    {
        protocol = TransportProtocol.Udp;
        if (parts.Scheme != SipScheme.Sip)
            return false;

        if (parts.Transport.IsEmpty)
            return true;

        return TransportProtocols.TryParse(uri.Slice(parts.Transport.Start, parts.Transport.Length), out protocol)
            && protocol is TransportProtocol.Udp or TransportProtocol.Tcp;
    }

    // maddr, when given, is where to send (RFC 3261 §19.1.1).
    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> uri, in SipUri parts)
    {
        var parameters = uri.Slice(parts.Parameters.Start, parts.Parameters.Length);
        return ParameterReader.TryGet(parameters, "maddr"u8, out TextRange maddr) && !maddr.IsEmpty
            ? parameters.Slice(maddr.Start, maddr.Length)
            : uri.Slice(parts.Host.Start, parts.Host.Length);
    }
}
