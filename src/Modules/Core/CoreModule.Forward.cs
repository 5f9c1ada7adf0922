using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Forwarding without a transaction.</content>
internal sealed partial class CoreModule
{
    private readonly RequestForwarder _forwarder = new(transports, sender, resolver);

    [Function("forward", Kemi = "forward/0", Answers = true, Summary = "Sends the request on without a transaction: to $du, else the request URI, or to a host; uri:host and uri:port stand for those of the request URI.")]
    public ReturnCode Forward(RoutingContext context, [Constant] string host = "", [Constant] string port = "") =>
        ReturnCode.Of(Forward(context, host, port, TransportProtocol.None));

    [Function("forward_udp", Surface = Surfaces.Cfg, Answers = true, Summary = "As forward, over UDP.")]
    public bool ForwardUdp(RoutingContext context, [Constant] string host = "", [Constant] string port = "") =>
        Forward(context, host, port, TransportProtocol.Udp);

    [Function("forward_tcp", Surface = Surfaces.Cfg, Answers = true, Summary = "As forward, over TCP.")]
    public bool ForwardTcp(RoutingContext context, [Constant] string host = "", [Constant] string port = "") =>
        Forward(context, host, port, TransportProtocol.Tcp);

    [Function("forward_tls", Surface = Surfaces.Cfg, Answers = true, Summary = "As forward, over TLS.")]
    public bool ForwardTls(RoutingContext context, [Constant] string host = "", [Constant] string port = "") =>
        Forward(context, host, port, TransportProtocol.Tls);

    [Function("forward_sctp", Surface = Surfaces.Cfg, Summary = "As forward, over SCTP, which is not there: always false.")]
    public bool ForwardSctp(RoutingContext context, [Constant] string host = "", [Constant] string port = "") =>
        Forward(context, host, port, TransportProtocol.Sctp);

    [Function("forward_uri", Surface = Surfaces.Kemi, Answers = true, Summary = "Sends the request on without a transaction to a URI.")]
    public ReturnCode ForwardUri(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        return ReturnCode.Of(ForwardTo(context, bytes.Span));
    }

    private bool Forward(RoutingContext context, string host, string port, TransportProtocol protocol)
    {
        if (host.Length == 0 && protocol == TransportProtocol.None)
            return CanForward(context) && _forwarder.Forward(context) == SendStatus.Sent;

        var writer = context.Worker.RentWriter();
        var next = context.DestinationUri.Length > 0 && host.Length == 0 ? context.DestinationUri.Span : context.RequestUri;
        var known = SipUriParser.TryParse(next, out var uri);
        HostUri.Begin(writer);
        if (host is "" or "uri:host")
            writer.Write(next.Slice(uri.Host.Start, uri.Host.Length));
        else
            writer.Write(host);

        HostUri.End(writer, PortOf(port, host.Length == 0 || port == "uri:port" ? uri.Port : 0), protocol == TransportProtocol.None ? default : protocol.Name());
        var sent = known && ForwardTo(context, writer.Written);
        context.Worker.Return(writer);
        return sent;
    }

    private static long PortOf(string given, int ofUri) =>
        given is "" or "uri:port" ? ofUri : IntegerText.TryParse(given, out var port) ? port : 0;

    private bool ForwardTo(RoutingContext context, ReadOnlySpan<byte> uri) =>
        CanForward(context) && _forwarder.ForwardTo(context, uri) == SendStatus.Sent;

    private static bool CanForward(RoutingContext context) => context.Message.IsRequest && !context.Received.IsCaptured;
}
