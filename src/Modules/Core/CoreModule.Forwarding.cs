using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core;

/// <content>Stateless forwarding.</content>
internal sealed partial class CoreModule
{
    private readonly RequestForwarder _forwarder = new(transports, sender, resolver);

    [Function("forward", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Failure, Summary = "Forwards without a transaction to $du or the request URI, or to host and port.")]
    public bool Forward(RoutingContext context, [Constant] string host = "", int port = 0)
    {
        if (host.Length == 0)
            return Forward(context, default);

        var name = host.StartsWith("sip:", StringComparison.Ordinal) ? host : "sip:" + host;
        return Forward(context, Encoding.Latin1.GetBytes(port > 0 ? $"{name}:{port}" : name));
    }

    [Function("ksr_forward", Surface = Surfaces.Kemi, Kemi = "forward/0", Summary = "Forwards without a transaction to $du or the request URI.")]
    public bool ForwardFromKemi(RoutingContext context) => Forward(context, default);

    [Function("ksr_forward_uri", Surface = Surfaces.Kemi, Kemi = "forward_uri/1", Summary = "Forwards without a transaction to a URI.")]
    public bool ForwardToUri(RoutingContext context, ScriptValue uri)
    {
        var text = new ByteWriter(128);
        uri.WriteTo(text);
        return Forward(context, text.Written);
    }

    private bool Forward(RoutingContext context, ReadOnlySpan<byte> uri)
    {
        if (!context.Message.IsRequest || context.Received.IsCaptured)
            return false;

        return (uri.IsEmpty ? _forwarder.Forward(context) : _forwarder.ForwardTo(context, uri)) == SendStatus.Sent;
    }
}
