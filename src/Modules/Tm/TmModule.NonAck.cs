using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <content>The older forms of t_relay, for requests whose transaction was begun before.</content>
internal sealed partial class TmModule
{
    /// <summary>Relays what t_newtran began; -1 without a transaction and for an ACK.</summary>
    [Function("t_forward_nonack", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays a request whose transaction was begun to a host and port; -1 for an ACK.")]
    public ReturnCode ForwardNonAck(RoutingContext context, ScriptValue host, int port) => ForwardNonAck(context, host, port, default);

    /// <summary>As t_forward_nonack, to $du or the request URI.</summary>
    [Function("t_forward_nonack_uri", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays a request whose transaction was begun to $du or the request URI; -1 for an ACK.")]
    public ReturnCode ForwardNonAck(RoutingContext context) => CanForwardNonAck(context) ? Relay(context) : ReturnCode.False;

    /// <summary>As t_forward_nonack, over UDP.</summary>
    [Function("t_forward_nonack_udp", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "As t_forward_nonack, over UDP.")]
    public ReturnCode ForwardNonAckUdp(RoutingContext context, ScriptValue host, int port) => ForwardNonAck(context, host, port, "udp");

    /// <summary>As t_forward_nonack, over TCP.</summary>
    [Function("t_forward_nonack_tcp", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "As t_forward_nonack, over TCP.")]
    public ReturnCode ForwardNonAckTcp(RoutingContext context, ScriptValue host, int port) => ForwardNonAck(context, host, port, "tcp");

    /// <summary>As t_forward_nonack, over TLS.</summary>
    [Function("t_forward_nonack_tls", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "As t_forward_nonack, over TLS.")]
    public ReturnCode ForwardNonAckTls(RoutingContext context, ScriptValue host, int port) => ForwardNonAck(context, host, port, "tls");

    /// <summary>As t_forward_nonack, over SCTP, which is not there.</summary>
    [Function("t_forward_nonack_sctp", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "As t_forward_nonack, over SCTP, which is not there: always an error.")]
    public ReturnCode ForwardNonAckSctp(RoutingContext context, ScriptValue host, int port) => ForwardNonAck(context, host, port, "sctp");

    /// <summary>As t_forward_nonack, to <c>host[:port]</c> by a transport that is named first.</summary>
    [Function("t_forward_nonack_to", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "As t_forward_nonack, by a transport to host[:port].")]
    public ReturnCode ForwardNonAckTo(RoutingContext context, string transport, ScriptValue target) => ForwardNonAck(context, target, 0, transport);

    private ReturnCode ForwardNonAck(RoutingContext context, in ScriptValue host, int port, ReadOnlySpan<char> transport) =>
        CanForwardNonAck(context) ? RelayTo(context, host, port, transport) : ReturnCode.False;

    private static bool CanForwardNonAck(RoutingContext context) => context.Transaction is not null && context.Message.Method != SipMethod.Ack;
}
