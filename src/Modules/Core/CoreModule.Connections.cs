using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Core;

/// <content>Connections, and the address in the Via of one request.</content>
internal sealed partial class CoreModule
{
    private const int DefaultPort = 5060;

    [Function("set_forward_no_connect", Routes = RouteKinds.Any, Summary = "Opens no connection for the request.")]
    public static bool SetForwardNoConnect(RoutingContext context) => Wish(context, ConnectionWishes.ForwardNoConnect);

    [Function("set_reply_no_connect", Routes = RouteKinds.Any, Summary = "Opens no connection for replies to the request.")]
    public static bool SetReplyNoConnect(RoutingContext context) => Wish(context, ConnectionWishes.ReplyNoConnect);

    [Function("set_forward_close", Routes = RouteKinds.Any, Summary = "Closes the connection after the request was sent.")]
    public static bool SetForwardClose(RoutingContext context) => Wish(context, ConnectionWishes.ForwardClose);

    [Function("set_reply_close", Routes = RouteKinds.Any, Summary = "Closes the connection after a reply was sent.")]
    public static bool SetReplyClose(RoutingContext context) => Wish(context, ConnectionWishes.ReplyClose);

    [Function("force_tcp_alias", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "The connection is also the way to another port of its peer: that of the Via, or the one given.")]
    [Function("add_tcp_alias", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "As force_tcp_alias.")]
    public static bool ForceTcpAlias(RoutingContext context, int port = 0)
    {
        if (port == 0 && context.Message.TryGetVia(out var via))
            port = via.Port > 0 ? via.Port : DefaultPort;

        // Without a connection there is nothing to find again, which is no mistake of the script.
        var received = context.Received;
        return received.ConnectionId == 0 || received.Socket is null || received.Socket.AddAlias(received.ConnectionId, port);
    }

    [Function("add_tcp_alias", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "The connection is also the way to another port of its peer.")]
    public static ReturnCode AddTcpAlias(RoutingContext context, int port) => ReturnCode.Of(ForceTcpAlias(context, port));

    [Function("add_tcp_alias_via", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "The connection is also the way to the port in the Via of its peer.")]
    public static ReturnCode AddTcpAliasOfVia(RoutingContext context) => ReturnCode.Of(ForceTcpAlias(context));

    [Function("set_advertised_address", Surface = Surfaces.Kemi, Summary = "Host in the Via of this request.")]
    public static ReturnCode AdvertiseAddress(RoutingContext context, string host) => ReturnCode.Of(host.Length > 0 && SetAdvertisedAddress(context, host));

    [Function("set_advertised_port", Surface = Surfaces.Kemi, Summary = "Port in the Via of this request.")]
    public static ReturnCode AdvertisePort(RoutingContext context, string port) =>
        ReturnCode.Of(Engine.Values.IntegerText.TryParse(port, out var number) && number is > 0 and <= 65535 && SetAdvertisedPort(context, (int)number));

    [Function("set_advertised_address", Surface = Surfaces.Cfg, Summary = "Host in the Via of this request.")]
    public static bool SetAdvertisedAddress(RoutingContext context, [Constant] string host)
    {
        context.AdvertisedHost.Set(Engine.Values.Latin1.ToBytes(host));
        return true;
    }

    [Function("set_advertised_port", Surface = Surfaces.Cfg, Summary = "Port in the Via of this request.")]
    public static bool SetAdvertisedPort(RoutingContext context, int port)
    {
        context.AdvertisedPort = port;
        return true;
    }

    [Function("udp_mtu_try_proto", Surface = Surfaces.Cfg, Summary = "Transport of this request when it is longer than udp_mtu.")]
    public static bool UdpMtuTryProtocol(RoutingContext context, [Constant] string protocol)
    {
        if (!context.Message.IsRequest)
            return false;

        context.LargeTransport = protocol;
        return true;
    }

    private static bool Wish(RoutingContext context, ConnectionWishes wish)
    {
        context.Connections |= wish;
        return true;
    }
}
