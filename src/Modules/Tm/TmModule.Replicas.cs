using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <content>Copies of a request for another server, whose replies stay here.</content>
internal sealed partial class TmModule
{
    /// <summary>1 sent; 0 absorbed; -1 nothing was sent.</summary>
    [Function("t_replicate", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy to $du or the request URI; its replies are absorbed.")]
    public ReturnCode Replicate(RoutingContext context) => _replicas.Send(context, default);

    /// <summary>As without argument, to a SIP URI; -1 as well for one without scheme.</summary>
    [Function("t_replicate", Kemi = "t_replicate/1", Routes = RouteKinds.Request, Summary = "Sends a copy to a SIP URI; its replies are absorbed.")]
    public ReturnCode Replicate(RoutingContext context, ScriptValue uri)
    {
        var next = context.Worker.RentWriter();
        uri.WriteTo(next);
        var code = next.Length == 0 ? ReturnCode.False : _replicas.Send(context, next.Written);
        context.Worker.Return(next);
        return code;
    }

    /// <summary>As without argument, to a host and port.</summary>
    [Function("t_replicate", ConstantArguments = true, Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy to a host and port; its replies are absorbed.")]
    public ReturnCode Replicate(RoutingContext context, ScriptValue host, int port) => Replicate(context, host, port, default);

    /// <summary>To a host and port over UDP.</summary>
    [Function("t_replicate_udp", ConstantArguments = true, Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy over UDP; its replies are absorbed.")]
    public ReturnCode ReplicateUdp(RoutingContext context, ScriptValue host, int port) => Replicate(context, host, port, "udp");

    /// <summary>To a host and port over TCP.</summary>
    [Function("t_replicate_tcp", ConstantArguments = true, Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy over TCP; its replies are absorbed.")]
    public ReturnCode ReplicateTcp(RoutingContext context, ScriptValue host, int port) => Replicate(context, host, port, "tcp");

    /// <summary>To a host and port over TLS; -1 as long as there is no such transport.</summary>
    [Function("t_replicate_tls", ConstantArguments = true, Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy over TLS; -1 as long as there is no such transport.")]
    public ReturnCode ReplicateTls(RoutingContext context, ScriptValue host, int port) => Replicate(context, host, port, "tls");

    /// <summary>To a host and port over SCTP; -1 as long as there is no such transport.</summary>
    [Function("t_replicate_sctp", ConstantArguments = true, Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy over SCTP; -1 as long as there is no such transport.")]
    public ReturnCode ReplicateSctp(RoutingContext context, ScriptValue host, int port) => Replicate(context, host, port, "sctp");

    /// <summary>To <c>host[:port]</c> by a transport that is named first.</summary>
    [Function("t_replicate_to", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Sends a copy by a transport to host[:port]; its replies are absorbed.")]
    public ReturnCode ReplicateTo(RoutingContext context, ScriptValue transport, ScriptValue target) =>
        Replicate(context, target, 0, transport.ToText());

    private ReturnCode Replicate(RoutingContext context, in ScriptValue host, int port, ReadOnlySpan<char> transport)
    {
        var uri = context.Worker.RentWriter();
        HostUri.Begin(uri);
        host.WriteTo(uri);
        HostUri.End(uri, port, transport);
        var code = _replicas.Send(context, uri.Written);
        context.Worker.Return(uri);
        return code;
    }
}
