using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Kemix;

/// <content>Where the message came from and goes to.</content>
internal sealed partial class KemixModule
{
    private VariableReference? _sourceAddress;
    private VariableReference? _sourcePort;
    private VariableReference? _sourceSocket;
    private VariableReference? _receivedAddress;
    private VariableReference? _receivedPort;
    private VariableReference? _receivedSocket;
    private VariableReference? _receivedSocketName;
    private VariableReference? _advertisedAddress;
    private VariableReference? _advertisedPort;
    private VariableReference? _transport;
    private VariableReference? _sendSocket;
    private VariableReference? _sendSocketName;

    [Function("get_srcip", Surface = Surfaces.Kemi, Kemi = "kx.get_srcip", Routes = RouteKinds.Any, Summary = "Address that the message came from.")]
    public ScriptValue SourceAddress(RoutingContext context) => Read(context, _sourceAddress);

    [Function("get_srcport", Surface = Surfaces.Kemi, Kemi = "kx.get_srcport", Routes = RouteKinds.Any, Summary = "Port that the message came from.")]
    public ScriptValue SourcePort(RoutingContext context) => Read(context, _sourcePort);

    [Function("get_srcaddr_sock", Surface = Surfaces.Kemi, Kemi = "kx.get_srcaddr_sock", Routes = RouteKinds.Any, Summary = "Source as proto:ip:port.")]
    public ScriptValue SourceSocket(RoutingContext context) => Read(context, _sourceSocket);

    [Function("get_rcvip", Surface = Surfaces.Kemi, Kemi = "kx.get_rcvip", Routes = RouteKinds.Any, Summary = "Address that the message came to.")]
    public ScriptValue ReceivedAddress(RoutingContext context) => Read(context, _receivedAddress);

    [Function("get_rcvport", Surface = Surfaces.Kemi, Kemi = "kx.get_rcvport", Routes = RouteKinds.Any, Summary = "Port that the message came to.")]
    public ScriptValue ReceivedPort(RoutingContext context) => Read(context, _receivedPort);

    [Function("get_rcvaddr_sock", Surface = Surfaces.Kemi, Kemi = "kx.get_rcvaddr_sock", Routes = RouteKinds.Any, Summary = "Receiving address as proto:ip:port.")]
    public ScriptValue ReceivedSocket(RoutingContext context) => Read(context, _receivedSocket);

    [Function("get_rcv_sock_name", Surface = Surfaces.Kemi, Kemi = "kx.get_rcv_sock_name", Routes = RouteKinds.Any, Summary = "Name of the receiving socket; null when there is none.")]
    public ScriptValue ReceivedSocketName(RoutingContext context) => Read(context, _receivedSocketName);

    [Function("get_rcvadvip", Surface = Surfaces.Kemi, Kemi = "kx.get_rcvadvip", Routes = RouteKinds.Any, Summary = "Advertised address of the receiving socket, else its own.")]
    public ScriptValue AdvertisedAddress(RoutingContext context) => Read(context, _advertisedAddress);

    [Function("get_rcvadvport", Surface = Surfaces.Kemi, Kemi = "kx.get_rcvadvport", Routes = RouteKinds.Any, Summary = "Advertised port of the receiving socket, else its own.")]
    public ScriptValue AdvertisedPort(RoutingContext context) => Read(context, _advertisedPort);

    [Function("get_proto", Surface = Surfaces.Kemi, Kemi = "kx.get_proto", Routes = RouteKinds.Any, Summary = "Transport of the message.")]
    public ScriptValue Transport(RoutingContext context) => Read(context, _transport);

    [Function("get_send_sock", Surface = Surfaces.Kemi, Kemi = "kx.get_send_sock", Routes = RouteKinds.Any, Summary = "Socket that the message is to be sent from, as proto:ip:port; null when there is none.")]
    public ScriptValue SendSocket(RoutingContext context) => Read(context, _sendSocket);

    [Function("get_send_sock_name", Surface = Surfaces.Kemi, Kemi = "kx.get_send_sock_name", Routes = RouteKinds.Any, Summary = "Name of the socket that the message is to be sent from; null when there is none.")]
    public ScriptValue SendSocketName(RoutingContext context) => Read(context, _sendSocketName);

    [Function("get_send_sock_port", Surface = Surfaces.Kemi, Kemi = "kx.get_send_sock_port", Routes = RouteKinds.Any, Summary = "Port of the socket that the message is to be sent from; 0 when none was chosen.")]
    public static long SendSocketPort(RoutingContext context) => context.ForcedSocket?.Local.Port ?? 0;

    [Function("get_protoid", Surface = Surfaces.Kemi, Kemi = "kx.get_protoid", Routes = RouteKinds.Any, Summary = "Number of the transport.")]
    public static long TransportId(RoutingContext context) => (long)context.Received.Protocol;

    [Function("get_conid", Surface = Surfaces.Kemi, Kemi = "kx.get_conid", Routes = RouteKinds.Any, Summary = "Number of the connection; -1 for UDP.")]
    public static long ConnectionId(RoutingContext context) => context.Received.ConnectionId > 0 ? context.Received.ConnectionId : -1;

    private void BindNetwork(IVariableSource variables)
    {
        _sourceAddress = variables.Bind("$si", out _);
        _sourcePort = variables.Bind("$sp", out _);
        _sourceSocket = variables.Bind("$sas", out _);
        _receivedAddress = variables.Bind("$Ri", out _);
        _receivedPort = variables.Bind("$Rp", out _);
        _receivedSocket = variables.Bind("$Ras", out _);
        _receivedSocketName = variables.Bind("$Rn", out _);
        _advertisedAddress = variables.Bind("$RAi", out _);
        _advertisedPort = variables.Bind("$RAp", out _);
        _transport = variables.Bind("$proto", out _);
        _sendSocket = variables.Bind("$fs", out _);
        _sendSocketName = variables.Bind("$fsn", out _);
    }
}
