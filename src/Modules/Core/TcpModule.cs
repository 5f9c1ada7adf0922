using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Core;

/// <summary>Commands and counters of connections.</summary>
[Module("tcp", Summary = "Commands and counters of TCP and TLS connections; always there.", Implicit = true)]
internal sealed class TcpModule(IConnections connections, IReloadService reload) : Api.IStatisticSource
{
    [Statistic("con_reset", Summary = "Connections that the peer reset.")]
    public Counter Reset => connections.Counters.Reset;

    [Statistic("con_timeout", Summary = "Connections closed after their idle time.")]
    public Counter TimedOut => connections.Counters.TimedOut;

    [Statistic("connect_failed", Summary = "Attempts to connect that failed.")]
    public Counter ConnectFailed => connections.Counters.ConnectFailed;

    [Statistic("connect_success", Summary = "Attempts to connect that succeeded.")]
    public Counter ConnectSucceeded => connections.Counters.ConnectSucceeded;

    [Statistic("established", Summary = "Connections that were there since the start, accepted and opened.")]
    public Counter Established => connections.Counters.Established;

    [Statistic("local_reject", Summary = "Connections refused because of a limit.")]
    public Counter Rejected => connections.Counters.Rejected;

    [Statistic("passive_open", Summary = "Connections accepted.")]
    public Counter Accepted => connections.Counters.Accepted;

    [Statistic("send_timeout", Summary = "Connections closed because the peer took nothing for tcp_send_timeout.")]
    public Counter SendTimedOut => connections.Counters.SendTimedOut;

    [Statistic("sendq_full", Summary = "Messages refused because too much waited for the peer.")]
    public Counter QueueFull => connections.Counters.QueueFull;

    /// <inheritdoc />
    public void AddTo(List<Api.ServerStatistic> all)
    {
        all.Add(new Api.ServerStatistic("tcp", "current_opened_connections", connections.Count().All, Counter: null));
        all.Add(new Api.ServerStatistic("tcp", "current_write_queue_size", connections.QueuedBytes, Counter: null));
    }

    [Rpc("core.tcp_info", Summary = "Numbers of connections and of bytes that wait.")]
    public void Info(RpcCall call)
    {
        var settings = reload.Current.Settings;
        var (all, tls) = connections.Count();
        call.AddStruct()
            .With("readers", connections.Readers)
            .With("max_connections", settings.TcpMaxConnections)
            .With("max_tls_connections", settings.TlsMaxConnections)
            .With("opened_connections", all)
            .With("opened_tls_connections", tls)
            .With("write_queued_bytes", connections.QueuedBytes);
    }

    [Rpc("core.tcp_list", Summary = "Shows the connections.")]
    public void List(RpcCall call)
    {
        foreach (var connection in connections.All)
        {
            var lifetime = connection.LifetimeMilliseconds;
            call.AddStruct()
                .With("id", connection.Id)
                .With("type", connection.Protocol.Name().ToUpperInvariant())
                .With("state", StateOf(connection.State))
                .With("timeout", lifetime < 0 ? -1 : Math.Max(0, lifetime - connection.IdleMilliseconds) / 1000)
                .With("lifetime", lifetime < 0 ? -1 : lifetime / 1000)
                .With("ref_count", 1)
                .With("src_ip", connection.Remote.HostText())
                .With("src_port", connection.Remote.Port)
                .With("dst_ip", connection.Local.HostText())
                .With("dst_port", connection.Local.Port);
        }
    }

    [Rpc("core.tcp_options", Summary = "Shows the settings of connections.")]
    public void Options(RpcCall call)
    {
        var settings = reload.Current.Settings;
        call.AddStruct()
            .With("connect_timeout", settings.TcpConnectTimeout)
            .With("send_timeout", settings.TcpSendTimeout)
            .With("connection_lifetime", settings.TcpConnectionLifetime)
            .With("max_connections(soft)", settings.TcpMaxConnections)
            .With("max_tls_connections(soft)", settings.TlsMaxConnections)
            .With("no_connect", NumberOf(settings.TcpNoConnect))
            .With("fd_cache", 1)
            .With("async", 1)
            .With("connect_wait", 1)
            .With("conn_wq_max", settings.TcpConnectionQueueBytes)
            .With("wq_max", settings.TcpQueueBytes)
            .With("defer_accept", settings.TcpDeferAccept)
            .With("delayed_ack", NumberOf(settings.TcpDelayedAck))
            .With("syncnt", settings.TcpSynRetries)
            .With("linger2", settings.TcpLinger2)
            .With("keepalive", NumberOf(settings.TcpKeepalive))
            .With("keepidle", settings.TcpKeepaliveIdle)
            .With("keepintvl", settings.TcpKeepaliveInterval)
            .With("keepcnt", settings.TcpKeepaliveCount)
            .With("crlf_ping", NumberOf(settings.TcpCrlfPing))
            .With("accept_aliases", NumberOf(settings.TcpAcceptAliases))
            .With("alias_flags", 1)
            .With("new_conn_alias_flags", 2);
    }

    [Rpc("core.udp4_raw_info", Summary = "Shows the settings of raw sockets, which there are none of.")]
    public static void RawInfo(RpcCall call) => call.AddStruct().With("udp4_raw", 0).With("udp4_raw_mtu", 1500).With("udp4_raw_ttl", 64);

    private static int NumberOf(bool isOn) => isOn ? 1 : 0;

    private static string StateOf(ConnectionState state) => state switch
    {
        ConnectionState.Connecting => "CONN_CONNECT_PENDING",
        ConnectionState.Handshake => "CONN_ACCEPT",
        ConnectionState.Open => "CONN_OK",
        _ => "CONN_BAD",
    };
}
