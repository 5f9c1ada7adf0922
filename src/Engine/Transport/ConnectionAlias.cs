using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>The alias parameter of a Via (RFC 5923, <c>tcp_accept_aliases</c>).</summary>
internal static class ConnectionAlias
{
    private const int DefaultPort = 5060;

    /// <summary>Makes the connection of a request reachable under the port of its Via, when that asks for it.</summary>
    public static void Accept(RoutingContext request)
    {
        var received = request.Received;
        if (received.ConnectionId == 0 || received.IsCaptured || !request.Snapshot.Settings.TcpAcceptAliases || !request.Message.TryGetVia(out var via))
            return;

        var parameters = request.Message.Span(via.Parameters);
        if (ParameterReader.TryGet(parameters, "alias"u8, out TextRange _))
            received.Socket.AddAlias(received.ConnectionId, via.Port > 0 ? via.Port : DefaultPort);
    }
}
