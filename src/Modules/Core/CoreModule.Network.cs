using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Tests of addresses and transports.</content>
internal sealed partial class CoreModule
{
    [Function("is_myself", Surface = Surfaces.Kemi, Summary = "True when the URI names this server.")]
    public bool IsMyself(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        return Myself.Is(context, transports, bytes.Span);
    }

    [Function("is_myself_ruri", Surface = Surfaces.Kemi, Summary = "True when the request URI names this server.")]
    public bool IsMyselfRequestUri(RoutingContext context) => Myself.Is(context, transports, context.RequestUri);

    [Function("is_myself_duri", Surface = Surfaces.Kemi, Summary = "True when the next hop ($du) names this server.")]
    public bool IsMyselfDestination(RoutingContext context) => Myself.Is(context, transports, context.DestinationUri.Span);

    [Function("is_myself_nhuri", Surface = Surfaces.Kemi, Summary = "True when the next hop, $du or request URI, names this server.")]
    public bool IsMyselfNextHop(RoutingContext context) =>
        Myself.Is(context, transports, context.DestinationUri.Length > 0 ? context.DestinationUri.Span : context.RequestUri);

    [Function("is_myself_furi", Surface = Surfaces.Kemi, Summary = "True when the From URI names this server.")]
    public bool IsMyselfFrom(RoutingContext context) =>
        context.Message.TryGetFrom(out var from) && Myself.Is(context, transports, context.Message.Span(from.Uri));

    [Function("is_myself_turi", Surface = Surfaces.Kemi, Summary = "True when the To URI names this server.")]
    public bool IsMyselfTo(RoutingContext context) =>
        context.Message.TryGetTo(out var to) && Myself.Is(context, transports, context.Message.Span(to.Uri));

    [Function("is_myself_srcip", Surface = Surfaces.Kemi, Summary = "True when the message came from an address of this server.")]
    public bool IsMyselfSource(RoutingContext context)
    {
        foreach (var socket in transports.Sockets)
        {
            if (socket.Local.SameAddress(context.Received.Remote))
                return true;
        }

        return false;
    }

    [Function("is_myself_suri", Surface = Surfaces.Kemi, Summary = "True when source address, port and transport are a listener of this server.")]
    public bool IsMyselfSourceUri(RoutingContext context) => transports.FindLocal(context.Received.Protocol, context.Received.Remote) is not null;

    [Function("is_UDP", Surface = Surfaces.Kemi, Summary = "True when the message came over UDP.")]
    public static bool IsUdp(RoutingContext context) => context.Received.Protocol == TransportProtocol.Udp;

    [Function("is_TCP", Surface = Surfaces.Kemi, Summary = "True when the message came over TCP.")]
    public static bool IsTcp(RoutingContext context) => context.Received.Protocol == TransportProtocol.Tcp;

    [Function("is_TCPX", Surface = Surfaces.Kemi, Summary = "True for TCP, TLS, WS and WSS.")]
    public static bool IsStream(RoutingContext context) =>
        context.Received.Protocol is TransportProtocol.Tcp or TransportProtocol.Tls or TransportProtocol.Ws or TransportProtocol.Wss;

    [Function("is_TLS", Surface = Surfaces.Kemi, Summary = "True when the message came over TLS.")]
    public static bool IsTls(RoutingContext context) => context.Received.Protocol == TransportProtocol.Tls;

    [Function("is_SCTP", Surface = Surfaces.Kemi, Summary = "True when the message came over SCTP.")]
    public static bool IsSctp(RoutingContext context) => context.Received.Protocol == TransportProtocol.Sctp;

    [Function("is_WS", Surface = Surfaces.Kemi, Summary = "True when the message came over WebSocket without TLS.")]
    public static bool IsWs(RoutingContext context) => context.Received.Protocol == TransportProtocol.Ws;

    [Function("is_WSS", Surface = Surfaces.Kemi, Summary = "True when the message came over WebSocket with TLS.")]
    public static bool IsWss(RoutingContext context) => context.Received.Protocol == TransportProtocol.Wss;

    [Function("is_WSX", Surface = Surfaces.Kemi, Summary = "True when the message came over WebSocket.")]
    public static bool IsWebSocket(RoutingContext context) => context.Received.Protocol is TransportProtocol.Ws or TransportProtocol.Wss;

    [Function("is_proto", Surface = Surfaces.Kemi, Summary = "True for one of the letters: E TLS, S SCTP, T TCP, U UDP, V WSS, W WS.")]
    public static bool IsProtocol(RoutingContext context, ScriptValue letters)
    {
        using var bytes = new ValueBytes(context.Worker, letters);
        foreach (var letter in bytes.Span)
        {
            var protocol = (char)(letter | 0x20) switch
            {
                'e' => TransportProtocol.Tls,
                's' => TransportProtocol.Sctp,
                't' => TransportProtocol.Tcp,
                'u' => TransportProtocol.Udp,
                'v' => TransportProtocol.Wss,
                'w' => TransportProtocol.Ws,
                _ => TransportProtocol.None,
            };
            if (protocol != TransportProtocol.None && protocol == context.Received.Protocol)
                return true;
        }

        return false;
    }

    [Function("is_IPv4", Surface = Surfaces.Kemi, Summary = "True when the message came over IPv4.")]
    public static bool IsV4(RoutingContext context) => !context.Received.Remote.IsV6;

    [Function("is_IPv6", Surface = Surfaces.Kemi, Summary = "True when the message came over IPv6.")]
    public static bool IsV6(RoutingContext context) => context.Received.Remote.IsV6;

    [Function("is_src_port", Surface = Surfaces.Kemi, Summary = "True when the source port is that.")]
    public static bool IsSourcePort(RoutingContext context, int port) => context.Received.Remote.Port == port;

    [Function("is_dst_port", Surface = Surfaces.Kemi, Summary = "True when the message was received on that port.")]
    public static bool IsLocalPort(RoutingContext context, int port) => context.Received.Local.Port == port;

    [Function("get_debug", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "The log level.")]
    public static int GetDebug(RoutingContext context) => context.Snapshot.Settings.Debug;
}
