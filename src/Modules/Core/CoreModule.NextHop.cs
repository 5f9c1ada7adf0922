using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Core;

/// <content>KEMI tests of where the request goes: in onsend_route the destination, else what the next hop, $du or request URI, names.</content>
internal sealed partial class CoreModule
{
    [Function("to_UDP", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over UDP.")]
    public static bool GoesOverUdp(RoutingContext context) => NextProtocol(context) == TransportProtocol.Udp;

    [Function("to_TCP", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over TCP.")]
    public static bool GoesOverTcp(RoutingContext context) => NextProtocol(context) == TransportProtocol.Tcp;

    [Function("to_TLS", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over TLS.")]
    public static bool GoesOverTls(RoutingContext context) => NextProtocol(context) == TransportProtocol.Tls;

    [Function("to_SCTP", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over SCTP.")]
    public static bool GoesOverSctp(RoutingContext context) => NextProtocol(context) == TransportProtocol.Sctp;

    [Function("to_WS", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over WebSocket without TLS.")]
    public static bool GoesOverWs(RoutingContext context) => NextProtocol(context) == TransportProtocol.Ws;

    [Function("to_WSS", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over WebSocket with TLS.")]
    public static bool GoesOverWss(RoutingContext context) => NextProtocol(context) == TransportProtocol.Wss;

    [Function("to_WSX", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes over WebSocket.")]
    public static bool GoesOverWebSocket(RoutingContext context) => NextProtocol(context) is TransportProtocol.Ws or TransportProtocol.Wss;

    [Function("to_IPv4", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes to an IPv4 address; false for a host name that is not resolved yet.")]
    public static bool GoesToV4(RoutingContext context) => TryGetNextAddress(context, out var address) && !address.IsV6;

    [Function("to_IPv6", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the request goes to an IPv6 address; false for a host name that is not resolved yet.")]
    public static bool GoesToV6(RoutingContext context) => TryGetNextAddress(context, out var address) && address.IsV6;

    private static ReadOnlySpan<byte> NextUri(RoutingContext context) =>
        context.DestinationUri.Length > 0 ? context.DestinationUri.Span : context.RequestUri;

    private static TransportProtocol NextProtocol(RoutingContext context)
    {
        if (context.Outgoing is { } outgoing)
            return outgoing.Destination.Socket?.Protocol ?? TransportProtocol.None;

        var text = NextUri(context);
        if (!SipUriParser.TryParse(text, out var uri))
            return TransportProtocol.None;

        var isSecure = uri.Scheme == SipScheme.Sips;
        var named = text.Slice(uri.Transport.Start, uri.Transport.Length);
        if (!named.IsEmpty && TransportProtocols.TryParse(named, out var protocol))
            return isSecure && protocol == TransportProtocol.Ws ? TransportProtocol.Wss : protocol;

        return isSecure ? TransportProtocol.Tls : TransportProtocol.Udp;
    }

    private static bool TryGetNextAddress(RoutingContext context, out HostEndPoint address)
    {
        if (context.Outgoing is { } outgoing)
        {
            address = outgoing.Destination.Remote;
            return address.IsSet;
        }

        var text = NextUri(context);
        address = default;
        return SipUriParser.TryParse(text, out var uri) && HostEndPoint.TryParseAddress(text.Slice(uri.Host.Start, uri.Host.Length), 0, out address);
    }
}
