using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Websocket;

/// <content>Counters.</content>
internal sealed partial class WebsocketModule
{
    [Statistic("ws_current_connections", Summary = "Open connections.")]
    public Counter WsCurrentConnections => State.Current;

    [Statistic("ws_max_concurrent_connections", Summary = "Most open connections at a time.")]
    public Counter WsMaxConcurrentConnections => State.Most;

    [Statistic("ws_failed_connections", Summary = "Connections that ended without a close frame.")]
    public Counter WsFailedConnections => State.FailedConnections;

    [Statistic("ws_local_closed_connections", Summary = "Connections that this server closed.")]
    public Counter WsLocalClosedConnections => State.LocallyClosed;

    [Statistic("ws_remote_closed_connections", Summary = "Connections that the peer closed.")]
    public Counter WsRemoteClosedConnections => State.RemotelyClosed;

    [Statistic("ws_received_frames", Summary = "Frames received.")]
    public Counter WsReceivedFrames => State.ReceivedFrames;

    [Statistic("ws_transmitted_frames", Summary = "Frames sent.")]
    public Counter WsTransmittedFrames => State.SentFrames;

    [Statistic("ws_failed_handshakes", Summary = "Handshakes refused.")]
    public Counter WsFailedHandshakes => State.FailedHandshakes;

    [Statistic("ws_successful_handshakes", Summary = "Handshakes taken.")]
    public Counter WsSuccessfulHandshakes => State.SuccessfulHandshakes;

    [Statistic("ws_sip_current_connections", Summary = "Open connections, with SIP.")]
    public Counter WsSipCurrentConnections => State.Current;

    [Statistic("ws_sip_max_concurrent_connections", Summary = "Most open connections at a time, with SIP.")]
    public Counter WsSipMaxConcurrentConnections => State.Most;

    [Statistic("ws_sip_failed_connections", Summary = "Connections that ended without a close frame, with SIP.")]
    public Counter WsSipFailedConnections => State.FailedConnections;

    [Statistic("ws_sip_local_closed_connections", Summary = "Connections that this server closed, with SIP.")]
    public Counter WsSipLocalClosedConnections => State.LocallyClosed;

    [Statistic("ws_sip_remote_closed_connections", Summary = "Connections that the peer closed, with SIP.")]
    public Counter WsSipRemoteClosedConnections => State.RemotelyClosed;

    [Statistic("ws_sip_received_frames", Summary = "Frames received, with SIP.")]
    public Counter WsSipReceivedFrames => State.ReceivedFrames;

    [Statistic("ws_sip_transmitted_frames", Summary = "Frames sent, with SIP.")]
    public Counter WsSipTransmittedFrames => State.SentFrames;

    [Statistic("ws_sip_successful_handshakes", Summary = "Handshakes taken, with SIP.")]
    public Counter WsSipSuccessfulHandshakes => State.SuccessfulHandshakes;

    [Statistic("ws_msrp_current_connections", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpCurrentConnections => State.Nothing;

    [Statistic("ws_msrp_max_concurrent_connections", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpMaxConcurrentConnections => State.Nothing;

    [Statistic("ws_msrp_failed_connections", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpFailedConnections => State.Nothing;

    [Statistic("ws_msrp_local_closed_connections", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpLocalClosedConnections => State.Nothing;

    [Statistic("ws_msrp_remote_closed_connections", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpRemoteClosedConnections => State.Nothing;

    [Statistic("ws_msrp_received_frames", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpReceivedFrames => State.Nothing;

    [Statistic("ws_msrp_transmitted_frames", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpTransmittedFrames => State.Nothing;

    [Statistic("ws_msrp_successful_handshakes", Summary = "Always 0: MSRP is not spoken over WebSocket here.")]
    public Counter WsMsrpSuccessfulHandshakes => State.Nothing;
}
