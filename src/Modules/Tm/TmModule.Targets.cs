using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <content>Relaying to a next hop that the script names, or by a transport that it names.</content>
internal sealed partial class TmModule
{
    private const long No100 = 1;
    private const long NoInternalReply = 2;
    private const long NoFailover = 4;

    /// <summary>As t_relay, to a fixed next hop.</summary>
    [Function("t_relay", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully to a host and port.")]
    public ReturnCode RelayTo(RoutingContext context, ScriptValue host, int port) => RelayTo(context, host, port, default);

    /// <summary>As t_relay, over UDP.</summary>
    [Function("t_relay_to_udp", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully over UDP.")]
    public ReturnCode RelayToUdp(RoutingContext context) => RelayBy(context, "udp");

    /// <summary>As t_relay, to a fixed next hop over UDP.</summary>
    [Function("t_relay_to_udp", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully to a host and port over UDP.")]
    public ReturnCode RelayToUdp(RoutingContext context, ScriptValue host, int port) => RelayTo(context, host, port, "udp");

    /// <summary>As t_relay, over TCP.</summary>
    [Function("t_relay_to_tcp", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully over TCP.")]
    public ReturnCode RelayToTcp(RoutingContext context) => RelayBy(context, "tcp");

    /// <summary>As t_relay, to a fixed next hop over TCP.</summary>
    [Function("t_relay_to_tcp", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully to a host and port over TCP.")]
    public ReturnCode RelayToTcp(RoutingContext context, ScriptValue host, int port) => RelayTo(context, host, port, "tcp");

    /// <summary>As t_relay, over TLS.</summary>
    [Function("t_relay_to_tls", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully over TLS.")]
    public ReturnCode RelayToTls(RoutingContext context) => RelayBy(context, "tls");

    /// <summary>As t_relay, to a fixed next hop over TLS.</summary>
    [Function("t_relay_to_tls", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully to a host and port over TLS.")]
    public ReturnCode RelayToTls(RoutingContext context, ScriptValue host, int port) => RelayTo(context, host, port, "tls");

    /// <summary>As t_relay, over SCTP, which is not there: -477.</summary>
    [Function("t_relay_to_sctp", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully over SCTP, which is not there: always an error.")]
    public ReturnCode RelayToSctp(RoutingContext context) => RelayBy(context, "sctp");

    /// <summary>As t_relay, to a fixed next hop over SCTP, which is not there: -477.</summary>
    [Function("t_relay_to_sctp", ConstantArguments = true, Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully to a host and port over SCTP, which is not there: always an error.")]
    public ReturnCode RelayToSctp(RoutingContext context, ScriptValue host, int port) => RelayTo(context, host, port, "sctp");

    /// <summary>As t_relay.</summary>
    [Function("t_relay_to", Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "As t_relay.")]
    public ReturnCode RelayToWhere(RoutingContext context) => Relay(context);

    /// <summary>As t_relay with flags, or to a proxy.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">A number: 1 no 100, 2 no answer of ours on failure, 4 no DNS failover; else <c>[transport:]host[:port]</c>.</param>
    [Function("t_relay_to", Routes = RelayRoutes, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays statefully with flags (1 no 100, 2 no answer of ours on failure, 4 no DNS failover), or to [transport:]host[:port].")]
    public ReturnCode RelayToWhere(RoutingContext context, ScriptValue what) =>
        what.TryToInteger(out var flags) ? RelayWithFlags(context, flags) : RelayToProxy(context, what);

    /// <summary>As t_relay, to a proxy and with flags.</summary>
    [Function("t_relay_to", Routes = RelayRoutes, Kemi = "t_relay_to_proxy_flags/2", Answers = true, Summary = "Relays statefully to [transport:]host[:port] with flags.")]
    public ReturnCode RelayToWhere(RoutingContext context, ScriptValue proxy, long flags)
    {
        SetFlags(context, flags);
        return RelayToProxy(context, proxy);
    }

    /// <summary>As t_relay, to a proxy.</summary>
    [Function("t_relay_to_proxy", Routes = RelayRoutes, Answers = true, Summary = "Relays statefully to [transport:]host[:port].")]
    public ReturnCode RelayToProxy(RoutingContext context, ScriptValue proxy)
    {
        using var bytes = new ValueBytes(context.Worker, proxy);
        var target = bytes.Span;
        var colon = target.IndexOf((byte)':');
        var protocol = TransportProtocol.None;
        if (colon > 0 && TransportProtocols.TryParse(target[..colon], out protocol))
            target = target[(colon + 1)..];

        var uri = context.Worker.RentWriter();
        HostUri.Begin(uri);
        uri.Write(target);
        HostUri.End(uri, 0, protocol == TransportProtocol.None ? default : protocol.Name());
        return RelayAndReturn(context, uri);
    }

    /// <summary>As t_relay, with flags.</summary>
    [Function("t_relay_to_flags", Routes = RelayRoutes, Surface = Surfaces.Kemi, Answers = true, Summary = "Relays statefully with flags: 1 no 100, 2 no answer of ours on failure, 4 no DNS failover.")]
    public ReturnCode RelayWithFlags(RoutingContext context, long flags)
    {
        SetFlags(context, flags);
        return Relay(context);
    }

    /// <summary>As t_relay, by a transport.</summary>
    [Function("t_relay_to_proto", Routes = RelayRoutes, Surface = Surfaces.Kemi, Answers = true, Summary = "Relays statefully by a transport.")]
    public ReturnCode RelayToProtocol(RoutingContext context, string transport) => RelayBy(context, transport);

    /// <summary>As t_relay, to a fixed next hop by a transport.</summary>
    [Function("t_relay_to_proto_addr", Routes = RelayRoutes, Surface = Surfaces.Kemi, Answers = true, Summary = "Relays statefully by a transport to a host and port.")]
    public ReturnCode RelayToAddress(RoutingContext context, string transport, ScriptValue host, int port) => RelayTo(context, host, port, transport);

    private ReturnCode RelayTo(RoutingContext context, in ScriptValue host, int port, ReadOnlySpan<char> transport)
    {
        var uri = context.Worker.RentWriter();
        HostUri.Begin(uri);
        host.WriteTo(uri);
        HostUri.End(uri, port, transport);
        return RelayAndReturn(context, uri);
    }

    private ReturnCode RelayBy(RoutingContext context, ReadOnlySpan<char> transport)
    {
        var next = context.DestinationUri.Length > 0 ? context.DestinationUri.Span : context.RequestUri;
        if (!SipUriParser.TryParse(next, out var parts))
            return Relay(context);

        var uri = context.Worker.RentWriter();
        HostUri.Begin(uri);
        uri.Write(next.Slice(parts.Host.Start, parts.Host.Length));
        HostUri.End(uri, parts.Port, transport);
        return RelayAndReturn(context, uri);
    }

    private ReturnCode RelayAndReturn(RoutingContext context, Engine.Buffers.ByteWriter uri)
    {
        var code = _requests.Relay(context, uri.Written);
        context.Worker.Return(uri);
        return code;
    }

    private static void SetFlags(RoutingContext context, long flags)
    {
        var setup = SetupPool.Of(context);
        if ((flags & No100) != 0)
            setup.Automatic100 = 0;

        setup.DisableInternalReply |= (flags & NoInternalReply) != 0;
        setup.DisableFailover |= (flags & NoFailover) != 0;
    }
}
