using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Websocket;

/// <content>Commands.</content>
internal sealed partial class WebsocketModule
{
    private const int MaxShown = 200;

    [Rpc("ws.dump", Summary = "Shows the WebSocket connections, 200 at most.")]
    public void Dump(RpcCall call)
    {
        var shown = RpcValue.Struct();
        var count = 0;
        foreach (var connection in _connections.All)
        {
            if (connection.Codec is not WebSocketLink link || ++count > MaxShown)
                continue;

            var protocol = link.Protocol.Name();
            shown.With(
                connection.Id.ToString(CultureInfo.InvariantCulture),
                $"{protocol}:{connection.Remote} -> {protocol}:{connection.Local} (state: {(link.IsClosing ? "CLOSING" : "OPEN")}, {(link.AwaitsPong ? "awaiting Pong, " : string.Empty)}"
                + $" last used {connection.IdleMilliseconds / 1000}s ago, sub-protocol: sip)");
        }

        call.AddStruct()
            .With("connections", shown)
            .With("info", RpcValue.Struct().With("wscounter", count).With("truncated", count > MaxShown ? "yes" : "no"));
    }

    [Rpc("ws.close", Summary = "Closes a connection: its number.")]
    public void CloseOne(RpcCall call) =>
        Do(call, static (connection, link, _) => link.SendClose(connection, WebSocketLink.NormalClosure, "Normal closure"u8, isLocal: true));

    [Rpc("ws.ping", Summary = "Sends a ping: number of the connection.")]
    public void PingOne(RpcCall call) => Do(call, static (connection, link, data) => link.Ping(connection, data));

    [Rpc("ws.pong", Summary = "Sends a pong: number of the connection.")]
    public void PongOne(RpcCall call) => Do(call, static (connection, link, data) => link.Pong(connection, data));

    [Rpc("ws.enable", Summary = "Takes new connections again.")]
    public void Enable(RpcCall call) => Switch(call, isOn: true);

    [Rpc("ws.disable", Summary = "Refuses new connections with 503; open ones stay.")]
    public void Disable(RpcCall call) => Switch(call, isOn: false);

    private void Switch(RpcCall call, bool isOn)
    {
        if (call.Parameters.Count > 0)
            call.Fault(400, "found a parameter, expected none");
        else
            State.IsEnabled = isOn;
    }

    private void Do(RpcCall call, Func<IConnection, WebSocketLink, byte[], bool> action)
    {
        if (call.Integer(0) is not { } id || _connections.Find(id) is not { Codec: WebSocketLink link } connection)
            call.Fault(500, "Unknown connection ID");
        else if (!action(connection, link, PingBytes))
            call.Fault(500, "Sending frame failed");
    }
}
