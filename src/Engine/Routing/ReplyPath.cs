using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>Where the replies to a received request go (RFC 3261 §18.2.2, RFC 3581 §4; spec sip-core 4.5).</summary>
public static class ReplyPath
{
    private const int DefaultPort = 5060;
    private const int DefaultTlsPort = 5061;

    /// <summary>
    /// The source address; its port when rport was asked for or forced or the transport has connections, else the port
    /// of the top Via. Streams prefer the connection that the request came on.
    /// </summary>
    public static Destination Of(RoutingContext request)
    {
        var received = request.Received;
        var remote = received.Remote;
        if (!received.Protocol.IsStream() && request.Message.TryGetVia(out var via) && !IsSymmetric(request, via))
        {
            // reply_to_via answers to the address that the Via names, when it is one.
            if (request.Snapshot.Settings.ReplyToVia && HostEndPoint.TryParseAddress(request.Message.Span(via.Host), 0, out var named))
                remote = named;

            remote = remote.WithPort(via.Port > 0 ? via.Port : DefaultPortOf(received.Protocol));
        }

        return new Destination
        {
            Protocol = received.Protocol,
            Remote = remote,
            Socket = received.Socket,
            ConnectionId = received.ConnectionId,
            NoConnect = request.Snapshot.Settings.TcpNoConnect || (request.Connections & ConnectionWishes.ReplyNoConnect) != ConnectionWishes.None,
            ClosesConnection = (request.Connections & ConnectionWishes.ReplyClose) != ConnectionWishes.None,
        };
    }

    private static bool IsSymmetric(RoutingContext request, in Messages.Via via) =>
        via.HasRport || request.ForceRport || request.Snapshot.Settings.ForceRport;

    private static int DefaultPortOf(TransportProtocol protocol) =>
        protocol is TransportProtocol.Tls or TransportProtocol.Wss ? DefaultTlsPort : DefaultPort;
}
