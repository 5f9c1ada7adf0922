using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Xhttp.Api;

namespace Signalbox.Modules.Websocket;

/// <summary>SIP over WebSocket (RFC 7118), on the TCP and TLS listeners of SIP.</summary>
[Module("websocket", Summary = "SIP over WebSocket, on the TCP and TLS listeners of SIP.")]
[Parameter("keepalive_processes", Default = "1", Summary = "Processes that look for idle connections.", NoEffect = "one timer looks at all connections")]
[Parameter("timer_interval", Default = "1", Unit = "s", Summary = "Pause between looks at closed connections.", NoEffect = "keepalive_interval is the pause of all looks")]
[Parameter("verbose_list", Default = "0", Summary = "Debug lines about the list of connections.", NoEffect = "ws.dump shows the connections")]
internal sealed partial class WebsocketModule : IModule, IDatagramHook
{
    private readonly IConnections _connections;
    private readonly IMessageSender _sender;
    private readonly ILogger _log;
    private readonly WebSocketKeeper _keeper;
    private readonly TimeProvider _time;
    private byte[] _serverLine = [];

    /// <summary>Creates it.</summary>
    public WebsocketModule(
        IConnections connections,
        IMessageSender sender,
        StateStore store,
        ITimers timers,
        IReloadService reload,
        ITransportTable transports,
        TimeProvider time,
        ILoggerFactory logs)
    {
        (_connections, _sender, _time, _log) = (connections, sender, time, logs.CreateLogger("websocket"));
        State = store.GetOrAdd("websocket", static () => new WebSocketState());
        _keeper = new WebSocketKeeper(this, connections, timers, new OwnRequests(reload, transports, time, OwnRequests.TextOf("websocket")));
    }

    [Parameter("keepalive_mechanism", Default = "1", Summary = "What keeps idle connections open: 0 nothing, 1 ping frames, 2 pong frames.", Min = 0, Max = 2)]
    public int KeepaliveMechanism { get; set; } = 1;

    [Parameter("keepalive_timeout", Default = "180", Unit = "s", Summary = "Idle time after which a frame is sent; a ping without an answer for as long again ends the connection.", Min = 1, Max = 1_000_000)]
    public int KeepaliveTimeout { get; set; } = 180;

    [Parameter("keepalive_interval", Default = "1", Unit = "s", Summary = "Pause between looks at the connections.", Min = 1, Max = 3600)]
    public int KeepaliveInterval { get; set; } = 1;

    [Parameter("rm_delay_interval", Default = "5", Unit = "s", Summary = "Time that a peer has to answer a close frame, and from the end of a connection to its event_route[websocket:closed].", Min = 1, Max = 3600)]
    public int CloseWait { get; set; } = 5;

    [Parameter("ping_application_data", Summary = "Text in ping frames, at most 125 bytes; empty = the name of this server.")]
    public string PingData { get; set; } = string.Empty;

    [Parameter("sub_protocols", Default = "1", Summary = "What is spoken: 1 SIP; MSRP (2) is not.", Min = 1, Max = 1)]
    public int SubProtocols { get; set; } = 1;

    [Parameter("cors_mode", Default = "0", Summary = "Header Access-Control-Allow-Origin in answers: 0 none, 1 for all, 2 for the origin that asks.", Min = 0, Max = 2)]
    public int CorsMode { get; set; }

    /// <summary>KEMI function that gets the event.</summary>
    [Parameter("event_callback", Summary = "Function of the script that is told of closed connections instead of the event route.", IsEventCallback = true)]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>Runs for each connection that ended.</summary>
    [Event("websocket:closed", Summary = "Runs when a WebSocket connection is over; $si, $sp and $ws_conid are its own.")]
    public EventRoute Closed { get; } = new("websocket:closed");

    /// <summary>What lives on.</summary>
    public WebSocketState State { get; }

    /// <summary>Bytes of ping frames.</summary>
    public byte[] PingBytes { get; private set; } = [];

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _serverLine = ServerLine.Of(validation.Settings);
        var text = Latin1.ToBytes(PingData.Length > 0 ? PingData : ServerInfo.Signature);
        PingBytes = text[..Math.Min(text.Length, WebSocketFrame.MaxControlBytes)];
        validation.Require<IHttpResponder>("xhttp");
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _keeper.Start();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _keeper.Stop();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public bool Received(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from) => false;

    // What is no SIP ends the connection, as on TCP; there the framer sees to it.
    /// <inheritdoc />
    public bool Unparsable(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        if (from.Protocol is TransportProtocol.Ws or TransportProtocol.Wss)
            _connections.Find(from.ConnectionId)?.Close();

        return false;
    }

    [PseudoVariable("ws_conid", Summary = "Number of the connection of a message that came over WebSocket.")]
    public static ScriptValue ConnectionId(RoutingContext context) =>
        context.Received.Protocol is TransportProtocol.Ws or TransportProtocol.Wss ? ScriptValue.Of(context.Received.ConnectionId) : ScriptValue.Undefined;

    /// <summary>1 upgraded; 0 refused and answered: the script ends.</summary>
    [Function("ws_handle_handshake", Kemi = "handle_handshake", Routes = RouteKinds.Any, Summary = "Answers the HTTP request for an upgrade: 1 the connection speaks WebSocket now; else a refusal was sent and the script ends.")]
    public ReturnCode HandleHandshake(RoutingContext context)
    {
        if (_connections.Find(context.Received.ConnectionId) is not { Codec: null } connection || !HttpReply.IsOpen(context))
        {
            _log.LogError("ws_handle_handshake: expected an HTTP request that is not answered yet: call it from event_route[xhttp:request]");
            return ReturnCode.False;
        }

        var handshake = new Handshake(context);
        if (!State.IsEnabled)
            return Refuse(context, 503, "Service Unavailable"u8, default);

        if (handshake.HasOtherVersion)
            return Refuse(context, 426, "Upgrade Required"u8, "Sec-WebSocket-Version: 13\r\n"u8);

        if (!handshake.HasAll)
            return Refuse(context, 400, "Bad Request"u8, "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n"u8);

        return Upgrade(context, connection, handshake);
    }

    [Function("ws_close", Kemi = "close/0,close_reason/2,close_conid/3", Routes = RouteKinds.Any, Summary = "Closes the connection of the message, or the one with that number, with a code (1000 to 4999) and a reason.")]
    public ReturnCode Close(RoutingContext context, int code = WebSocketLink.NormalClosure, string reason = "Normal closure", long connection = 0)
    {
        if (code is < WebSocketLink.NormalClosure or > 4999)
            return ReturnCode.False;

        var found = _connections.Find(connection > 0 ? connection : context.Received.ConnectionId);
        return ReturnCode.Of(found is { Codec: WebSocketLink link } && link.SendClose(found, code, Latin1.ToBytes(reason), isLocal: true));
    }

    /// <summary>Takes a parameter that is declared to have no effect.</summary>
    internal string? Accept(string name, in ScriptValue value)
    {
        _log.LogDebug("parameter {Name} = {Value} has no effect here", name, value.ToText());
        return null;
    }

    private ReturnCode Upgrade(RoutingContext context, IConnection connection, in Handshake handshake)
    {
        var headers = context.Worker.RentWriter();
        WriteOrigin(headers, handshake.Origin);
        headers.Write("Sec-WebSocket-Protocol: sip\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: "u8);
        headers.Write(Handshake.Accept(handshake.Key));
        headers.Write("\r\n"u8);
        var response = context.Worker.RentWriter();
        HttpReply.Write(context, new HttpAnswer { Code = 101, Reason = "Switching Protocols"u8, Headers = headers.Written, ServerLine = _serverLine }, response);
        var protocol = connection.Protocol == TransportProtocol.Tls ? TransportProtocol.Wss : TransportProtocol.Ws;
        State.Began();
        var link = new WebSocketLink(protocol, context.Snapshot.Settings.TcpReadBufferBytes, State);
        var ticks = _time.GetUtcNow().UtcTicks;
        var isUp = !response.Overflowed && connection.Upgrade(link, response.Written);
        if (isUp)
            MessageTap.SentReply(context, response.Written, ticks);

        context.Worker.Return(response);
        context.Worker.Return(headers);
        HttpReply.MarkAnswered(context);
        return ReturnCode.Of(isUp);
    }

    private ReturnCode Refuse(RoutingContext context, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> headers)
    {
        State.FailedHandshakes.Increment();
        var response = context.Worker.RentWriter();
        HttpReply.Write(context, new HttpAnswer { Code = code, Reason = reason, Headers = headers, ServerLine = _serverLine }, response);
        _sender.Send(ReplyPath.Of(context) with { NoConnect = true }, response.Written, OutboundMessage.ReplyTo(context));
        context.Worker.Return(response);
        HttpReply.MarkAnswered(context);
        return ReturnCode.Stop;
    }

    private void WriteOrigin(ByteWriter output, ReadOnlySpan<byte> origin)
    {
        if (CorsMode == 0 || (CorsMode == 2 && origin.IsEmpty))
            return;

        output.Write("Access-Control-Allow-Origin: "u8);
        output.Write(CorsMode == 1 ? "*"u8 : origin);
        output.Write("\r\n"u8);
    }
}
