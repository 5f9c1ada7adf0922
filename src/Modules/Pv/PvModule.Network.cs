using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Source, receiving socket, forced socket and the constants of transports.</content>
internal sealed partial class PvModule
{
    private static readonly ScriptValue[] TransportNames = Array.ConvertAll(
        Enum.GetValues<TransportProtocol>(), static protocol => ScriptValue.Of(protocol.Name()));

    [PseudoVariable("si", Summary = "Source address.")]
    [PseudoVariable("src_ip", Summary = "Source address.")]
    public static ScriptValue SourceAddress(RoutingContext context) =>
        ScriptValue.Of(AddressTexts.Host(context.Worker, context.Received.Remote));

    [PseudoVariable("siz", Summary = "Source address, IPv6 with brackets.")]
    public static ScriptValue SourceHost(RoutingContext context) => Write(context, context.Received.Remote, AddressForm.Host);

    [PseudoVariable("sp", Summary = "Source port.")]
    public static ScriptValue SourcePort(RoutingContext context) => ScriptValue.Of(context.Received.Remote.Port);

    [PseudoVariable("pr", Summary = "Transport of the message.")]
    [PseudoVariable("proto", Summary = "Transport of the message.")]
    public static ScriptValue Protocol(RoutingContext context) => TransportNames[(int)context.Received.Protocol];

    [PseudoVariable("prid", Summary = "Number of the transport.")]
    public static ScriptValue ProtocolId(RoutingContext context) => ScriptValue.Of((int)context.Received.Protocol);

    [PseudoVariable("su", Summary = "Source as URI.")]
    public static ScriptValue SourceUri(RoutingContext context) => Write(context, context.Received.Remote, AddressForm.Uri);

    [PseudoVariable("sut", Summary = "Source as URI with transport.")]
    public static ScriptValue SourceUriTransport(RoutingContext context) => Write(context, context.Received.Remote, AddressForm.UriWithTransport);

    [PseudoVariable("sas", Summary = "Source as proto:ip:port.")]
    public static ScriptValue SourceSocket(RoutingContext context) => Write(context, context.Received.Remote, AddressForm.Socket);

    [PseudoVariable("Ri", Summary = "Address on which the message was received.")]
    public static ScriptValue LocalAddress(RoutingContext context) =>
        ScriptValue.Of(AddressTexts.Host(context.Worker, context.Received.Local));

    [PseudoVariable("Rp", Summary = "Port on which the message was received.")]
    public static ScriptValue LocalPort(RoutingContext context) => ScriptValue.Of(context.Received.Local.Port);

    [PseudoVariable("Ru", Summary = "Receiving address as URI.")]
    public static ScriptValue LocalUri(RoutingContext context) => Write(context, context.Received.Local, AddressForm.Uri);

    [PseudoVariable("Rut", Summary = "Receiving address as URI with transport.")]
    public static ScriptValue LocalUriTransport(RoutingContext context) => Write(context, context.Received.Local, AddressForm.UriWithTransport);

    [PseudoVariable("Ras", Summary = "Receiving address as proto:ip:port.")]
    public static ScriptValue LocalSocket(RoutingContext context) => Write(context, context.Received.Local, AddressForm.Socket);

    [PseudoVariable("Rn", Summary = "Name of the receiving socket.")]
    public static ScriptValue SocketName(RoutingContext context) =>
        context.Received.Socket is { Name.Length: > 0 } socket ? ScriptValue.Of(socket.Name) : ScriptValue.Undefined;

    [PseudoVariable("RAi", Summary = "Advertised address of the receiving socket, else its own.")]
    public static ScriptValue AdvertisedAddress(RoutingContext context) =>
        context.Received.Socket is { IsAdvertised: true } socket ? ScriptValue.Of(Latin1.ToText(socket.ViaHost)) : LocalAddress(context);

    [PseudoVariable("RAp", Summary = "Advertised port of the receiving socket, else its own.")]
    public static ScriptValue AdvertisedPort(RoutingContext context) =>
        context.Received.Socket is { IsAdvertised: true } socket ? ScriptValue.Of(socket.ViaPort) : LocalPort(context);

    [PseudoVariable("RAu", Summary = "Advertised address of the receiving socket as URI.")]
    public static ScriptValue AdvertisedUri(RoutingContext context) => WriteAdvertised(context, AddressForm.Uri);

    [PseudoVariable("RAut", Summary = "Advertised address of the receiving socket as URI with transport.")]
    public static ScriptValue AdvertisedUriTransport(RoutingContext context) => WriteAdvertised(context, AddressForm.UriWithTransport);

    [PseudoVariable("af", Inner = InnerName.Literal, Parser = nameof(ParseFamilyKey), Summary = "Address family of the message: name or id.")]
    public static ScriptValue Family(RoutingContext context, in VariableKey key) => key.Name == "id"
        ? ScriptValue.Of(context.Received.Remote.Family)
        : ScriptValue.Of(context.Received.Remote.IsV6 ? "IPv6" : "IPv4");

    internal static object? ParseFamilyKey(string inner, out string? error) => ParseOneOf(inner, "af", ["name", "id"], out error);

    [PseudoVariable("rcv", Inner = InnerName.Literal, Parser = nameof(ParseReceivedKey), Summary = "In event_route[core:msg-received], how the message was received: buf, proto, sproto, srcip, srcport, rcvip, rcvport, af, len.")]
    public static ScriptValue ReceivedEvent(RoutingContext context, in VariableKey key)
    {
        if (context.Route != RouteKinds.Event)
            return ScriptValue.Undefined;

        return key.Name == "buf" ? MessageText(context) : ReceivedPart(context, key);
    }

    [PseudoVariable("recv", Newer = true, Inner = InnerName.Literal, Parser = nameof(ParseReceivedKey), Summary = "How the message was received, in every route: proto, sproto, srcip, srcport, rcvip, rcvport, af, len.")]
    public static ScriptValue ReceivedPart(RoutingContext context, in VariableKey key) => key.Name switch
    {
        "len" => ScriptValue.Of(context.Message.Length),
        "proto" => ProtocolId(context),
        "sproto" => Protocol(context),
        "srcip" => SourceAddress(context),
        "srcport" => SourcePort(context),
        "rcvip" => LocalAddress(context),
        "rcvport" => LocalPort(context),
        "af" => ScriptValue.Of(context.Received.Remote.Family),
        _ => ScriptValue.Undefined,
    };

    internal static object? ParseReceivedKey(string inner, out string? error) => ParseOneOf(
        inner, "rcv", ["buf", "len", "proto", "sproto", "srcip", "srcport", "rcvip", "rcvport", "af"], out error);

    [PseudoVariable("snd", Inner = InnerName.Literal, Parser = nameof(ParseSendKey), Summary = "In onsend_route, where the message goes: ip, port, af, proto, sproto, buf, len.")]
    [PseudoVariable("sndto", Inner = InnerName.Literal, Parser = nameof(ParseSendKey), Summary = "As $snd.")]
    public static ScriptValue SendTo(RoutingContext context, in VariableKey key) =>
        context.Outgoing is { } outgoing ? SendPart(context, outgoing, outgoing.Destination.Remote, key.Name) : ScriptValue.Undefined;

    [PseudoVariable("sndfrom", Inner = InnerName.Literal, Parser = nameof(ParseSendKey), Summary = "In onsend_route, the local side: ip, port, af, proto, sproto, buf, len.")]
    public static ScriptValue SendFrom(RoutingContext context, in VariableKey key) =>
        context.Outgoing is { Destination.Socket: { } socket } outgoing ? SendPart(context, outgoing, socket.Local, key.Name) : ScriptValue.Undefined;

    internal static object? ParseSendKey(string inner, out string? error) => ParseOneOf(
        inner, "snd", ["ip", "port", "af", "proto", "sproto", "buf", "len"], out error);

    [PseudoVariable("fs", Summary = "Socket that the message is to be sent from, as proto:ip:port.")]
    public static ScriptValue ForcedSocket(RoutingContext context) =>
        context.ForcedSocket is { } socket ? ScriptValue.Of(socket.ToString()) : ScriptValue.Undefined;

    [PseudoVariableWriter("fs")]
    public bool SetForcedSocket(RoutingContext context, in ScriptValue value)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (bytes.Span.IsEmpty)
        {
            context.ForcedSocket = null;
            return true;
        }

        return SocketAddress.TryParse(bytes.Span, out var address) && Force(context, address!.Find(_transports));
    }

    [PseudoVariable("fsn", Summary = "Name of the socket that the message is to be sent from.")]
    public static ScriptValue ForcedSocketName(RoutingContext context) =>
        context.ForcedSocket is { Name.Length: > 0 } socket ? ScriptValue.Of(socket.Name) : ScriptValue.Undefined;

    [PseudoVariableWriter("fsn")]
    public bool SetForcedSocketName(RoutingContext context, in ScriptValue value)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!bytes.Span.IsEmpty)
            return Force(context, _transports.FindByName(bytes.Span));

        context.ForcedSocket = null;
        return true;
    }

    [PseudoVariable("fsp", Newer = true, Summary = "Port of the socket that the message is to be sent from.")]
    public static ScriptValue ForcedSocketPort(RoutingContext context) =>
        context.ForcedSocket is { } socket ? ScriptValue.Of(socket.Local.Port) : ScriptValue.Undefined;

    [PseudoVariable("conid", Summary = "Number of the connection; undefined for UDP.")]
    public static ScriptValue ConnectionId(RoutingContext context) =>
        context.Received.ConnectionId > 0 ? ScriptValue.Of(context.Received.ConnectionId) : ScriptValue.Undefined;

    [PseudoVariable("K", Inner = InnerName.Literal, Parser = nameof(ParseConstant), Summary = "Numbers of address families and transports.")]
    public static ScriptValue Constant(RoutingContext context, in VariableKey key) =>
        (key.Parsed ?? ParseConstant(key.Name, out _)) is int number ? ScriptValue.Of(number) : ScriptValue.Undefined;

    internal static object? ParseConstant(string inner, out string? error)
    {
        error = null;
        switch (inner)
        {
            case "IPv4" or "INET":
                return 2;
            case "IPv6" or "INET6":
                return 10;
        }

        if (TransportProtocols.TryParse(Latin1.ToBytes(inner), out var protocol) && inner == inner.ToUpperInvariant())
            return (int)protocol;

        error = $"unknown key '{inner}' of $K: expected IPv4, IPv6, UDP, TCP, TLS, SCTP, WS or WSS";
        return null;
    }

    private static bool Force(RoutingContext context, ListenSocket? socket)
    {
        if (socket is null)
            return false;

        context.ForcedSocket = socket;
        return true;
    }

    private static ScriptValue SendPart(RoutingContext context, OutgoingMessage outgoing, in HostEndPoint side, string part) => part switch
    {
        "ip" => ScriptValue.Of(AddressTexts.Host(context.Worker, side)),
        "port" => ScriptValue.Of(side.Port),
        "af" => ScriptValue.Of(side.Family),
        "proto" => ScriptValue.Of((int)outgoing.Destination.Protocol),
        "sproto" => TransportNames[(int)outgoing.Destination.Protocol],
        "buf" => outgoing.Bytes.Value,
        "len" => ScriptValue.Of(outgoing.Bytes.Length),
        _ => ScriptValue.Undefined,
    };

    private static ScriptValue Write(RoutingContext context, in HostEndPoint endPoint, AddressForm form)
    {
        var writer = context.Worker.RentWriter();
        endPoint.WriteHost(writer);
        var text = Compose(context.Received.Protocol, Latin1.ToText(writer.Written), endPoint.Port, form);
        context.Worker.Return(writer);
        return ScriptValue.Of(text);
    }

    private static ScriptValue WriteAdvertised(RoutingContext context, AddressForm form)
    {
        if (context.Received.Socket is not { IsAdvertised: true } socket)
            return Write(context, context.Received.Local, form);

        return ScriptValue.Of(Compose(socket.Protocol, Latin1.ToText(socket.ViaHost), socket.ViaPort, form));
    }

    private static string Compose(TransportProtocol protocol, string host, int port, AddressForm form) => form switch
    {
        AddressForm.Host => host,
        AddressForm.Socket => $"{protocol.Name()}:{host}:{port}",
        AddressForm.Uri when protocol is TransportProtocol.Udp => $"sip:{host}:{port}",
        _ => $"sip:{host}:{port};transport={protocol.UriName()}",
    };

    private enum AddressForm
    {
        Host,
        Uri,
        UriWithTransport,
        Socket,
    }
}
