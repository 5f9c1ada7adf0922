using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Corex;

/// <content>Where a message counts as come from, and data that is sent as it is.</content>
internal sealed partial class CorexModule
{
    /// <summary>-1 when the text is no address and its name does not resolve; without port the port is 0.</summary>
    [Function("set_source_address", Routes = RouteKinds.Any, Summary = "The message counts as come from there: [proto:]host[:port].")]
    public ReturnCode SetSourceAddress(RoutingContext context, ScriptValue address)
    {
        using var bytes = new ValueBytes(context.Worker, address);
        if (SocketAddress.TryParse(bytes.Span, out var parsed))
        {
            context.Received = context.Received with { Remote = parsed!.Local };
            return ReturnCode.True;
        }

        if (Resolve(context, bytes.Span, out var destination) != SendStatus.Sent)
            return ReturnCode.False;

        context.Received = context.Received with { Remote = destination.Remote };
        return ReturnCode.True;
    }

    /// <summary>1 also for an address that this server does not listen on, which changes nothing; -1 for what is no address.</summary>
    [Function("set_recv_socket", Routes = RouteKinds.Any, Summary = "The message counts as received there: proto:ip:port.")]
    public ReturnCode SetReceivingSocket(RoutingContext context, ScriptValue socket)
    {
        using var bytes = new ValueBytes(context.Worker, socket);
        if (!SocketAddress.TryParse(bytes.Span, out var parsed))
            return ReturnCode.False;

        Receive(context, parsed!.Find(transports));
        return ReturnCode.True;
    }

    /// <summary>-1 when no listener has the name.</summary>
    [Function("set_recv_socket_name", Routes = RouteKinds.Any, Summary = "The message counts as received on the listener of that name.")]
    public ReturnCode SetReceivingSocketName(RoutingContext context, ScriptValue name)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        return ReturnCode.Of(Receive(context, transports.FindByName(bytes.Span)));
    }

    /// <summary>-1 when the URI leads nowhere.</summary>
    [Function("send_data", Routes = RouteKinds.Any, Summary = "Sends text as it is to a SIP URI.")]
    public ReturnCode SendData(RoutingContext context, ScriptValue uri, ScriptValue data) => SendData(context, uri, null, data);

    /// <summary>As send_data; a listener that does not exist leaves the choice to the server.</summary>
    [Function("sendx", Routes = RouteKinds.Any, Summary = "Sends text as it is to a SIP URI from a listener: proto:ip:port.")]
    public ReturnCode SendFrom(RoutingContext context, ScriptValue uri, ScriptValue socket, ScriptValue data)
    {
        using var bytes = new ValueBytes(context.Worker, socket);
        return SendData(context, uri, SocketAddress.TryParse(bytes.Span, out var parsed) ? parsed!.Find(transports) : null, data);
    }

    [Function("send_udp", Surface = Surfaces.Cfg, Summary = "As send, over UDP.")]
    public ReturnCode SendUdp(RoutingContext context, ScriptValue target = default) => Send(context, target, ";transport=udp"u8);

    private ReturnCode SendData(RoutingContext context, in ScriptValue uri, ListenSocket? socket, in ScriptValue data)
    {
        using var target = new ValueBytes(context.Worker, uri);
        if (resolver.Resolve(context, target.Span, out var destination) != SendStatus.Sent)
            return ReturnCode.False;

        using var bytes = new ValueBytes(context.Worker, data);
        var preferred = socket ?? destination.Socket ?? context.ForcedSocket ?? context.Received.Socket;
        destination = destination with { Socket = transports.Select(destination.Protocol, destination.Remote.IsV6, preferred) };
        var message = new OutboundMessage { Worker = context.Worker, Snapshot = context.Snapshot, Origin = MessageOrigin.Forwarded, Context = context };
        return ReturnCode.Of(sender.Send(destination, bytes.Span, message) == SendStatus.Sent);
    }

    private SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> host, out Destination destination)
    {
        var uri = context.Worker.RentWriter();
        HostUri.Begin(uri);
        uri.Write(host);
        var status = resolver.Resolve(context, uri.Written, out destination);
        context.Worker.Return(uri);
        return status;
    }

    private static bool Receive(RoutingContext context, ListenSocket? socket)
    {
        if (socket is null)
            return false;

        context.Received = context.Received with { Socket = socket, Local = socket.Local };
        return true;
    }
}
