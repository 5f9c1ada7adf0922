using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>Connections: TCP and TLS.</content>
public sealed partial class CoreSettings
{
    /// <summary>Workers that handle the messages of all connections; 0 = as many as children.</summary>
    [Parameter("tcp_children", Default = "children", Min = 0, Max = 1024, Reloadable = false, Summary = "Workers that handle the messages of all connections; 0 = as many as children.")]
    public int TcpChildren { get; set; }

    /// <summary>Time after which a connection that takes no bytes is closed; below 1 = the default.</summary>
    [Parameter("tcp_send_timeout", Default = "10", Unit = "s", Summary = "Time after which a connection that takes no bytes is closed; below 1 = the default.", Min = int.MinValue)]
    public int TcpSendTimeout { get; set => field = value < 1 ? 10 : value; } = 10;

    /// <summary>The alias parameter of a Via makes its port a second address of the connection (RFC 5923).</summary>
    [Parameter("tcp_accept_aliases", Default = "no", Summary = "The alias parameter of a Via makes its port a second address of the connection (RFC 5923).")]
    public bool TcpAcceptAliases { get; set; }

    /// <summary>Refuses a second connection of one address and port.</summary>
    [Parameter("tcp_accept_unique", Default = "0", Summary = "Refuses a second connection of one address and port.")]
    public bool TcpAcceptUnique { get; set; }

    /// <summary>Connections begin with a PROXY protocol header, version 1 or 2, which names the peer.</summary>
    [Parameter("tcp_accept_haproxy", Default = "no", Summary = "Connections begin with a PROXY protocol header, version 1 or 2, which names the peer.")]
    public bool TcpAcceptHaproxy { get; set; }

    /// <summary>A connection is used only for the listener port that it came in by.</summary>
    [Parameter("tcp_connection_match", Default = "0", Summary = "A connection is used only for the listener port that it came in by.")]
    public bool TcpConnectionMatch { get; set; }

    /// <summary>Bytes that may wait for one peer.</summary>
    [Parameter("tcp_conn_wq_max", Default = "32768", Unit = "bytes", Min = 0, Summary = "Bytes that may wait for one peer.")]
    public int TcpConnectionQueueBytes { get; set; } = 32768;

    /// <summary>Bytes that may wait for all peers.</summary>
    [Parameter("tcp_wq_max", Default = "10485760", Unit = "bytes", Min = 0, Summary = "Bytes that may wait for all peers.")]
    public int TcpQueueBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Time for a PROXY protocol header and for the rest of a message; below 1 = the default.</summary>
    [Parameter("tcp_wait_data", Default = "5000", Unit = "ms", Summary = "Time for a PROXY protocol header and for the rest of a message; below 1 = the default.", Min = int.MinValue)]
    public int TcpWaitData { get; set => field = value < 1 ? 5000 : value; } = 5000;

    /// <summary>Connections are accepted when data is there, or after so many seconds (TCP_DEFER_ACCEPT); 0 = at once.</summary>
    [Parameter("tcp_defer_accept", Default = "0", Unit = "s", Min = 0, Max = 3600, Reloadable = false, Summary = "Connections are accepted when data is there, or after so many seconds (TCP_DEFER_ACCEPT); 0 = at once.")]
    public int TcpDeferAccept { get; set; }

    /// <summary>The system may delay the acknowledgement of a handshake; no = TCP_QUICKACK.</summary>
    [Parameter("tcp_delayed_ack", Default = "yes", Summary = "The system may delay the acknowledgement of a handshake; no = TCP_QUICKACK.")]
    public bool TcpDelayedAck { get; set; } = true;

    /// <summary>Tries to connect (TCP_SYNCNT); 0 = those of the system.</summary>
    [Parameter("tcp_syncnt", Default = "0", Min = 0, Max = 255, Summary = "Tries to connect (TCP_SYNCNT); 0 = those of the system.")]
    public int TcpSynRetries { get; set; }

    /// <summary>Time in the state FIN_WAIT2 (TCP_LINGER2); 0 = that of the system.</summary>
    [Parameter("tcp_linger2", Default = "0", Unit = "s", Min = 0, Summary = "Time in the state FIN_WAIT2 (TCP_LINGER2); 0 = that of the system.")]
    public int TcpLinger2 { get; set; }

    /// <summary>Connections that this server ends are reset, which leaves no TIME_WAIT.</summary>
    [Parameter("tcp_close_rst", Default = "0", Summary = "Connections that this server ends are reset, which leaves no TIME_WAIT.")]
    public bool TcpCloseReset { get; set; }

    /// <summary>Connections that may wait to be accepted.</summary>
    [Parameter("tcp_listen_backlog", Default = "1024", Min = 1, Max = 65535, Reloadable = false, Summary = "Connections that may wait to be accepted.")]
    public int TcpListenBacklog { get; set; } = 1024;

    /// <summary>Connections are opened from the port of the listener (SO_REUSEPORT).</summary>
    [Parameter("tcp_reuse_port", Default = "no", Reloadable = false, Summary = "Connections are opened from the port of the listener (SO_REUSEPORT).")]
    public bool TcpReusePort { get; set; }

    /// <summary>IPv4 address from which connections are opened.</summary>
    [Parameter("tcp_source_ipv4", Default = "the listener", Forms = ParameterForms.Address, Summary = "IPv4 address from which connections are opened.")]
    public string TcpSourceV4 { get; set; } = string.Empty;

    /// <summary>IPv6 address from which connections are opened.</summary>
    [Parameter("tcp_source_ipv6", Default = "the listener", Forms = ParameterForms.AddressV6, Summary = "IPv6 address from which connections are opened.")]
    public string TcpSourceV6 { get; set; } = string.Empty;

    /// <summary>TLS listeners; needs the module tls.</summary>
    [Parameter("enable_tls", Aliases = "tls_enable", Default = "no", Summary = "TLS listeners; needs the module tls.")]
    public bool EnableTls { get; set; }

    /// <summary>No TLS listeners, whatever enable_tls says.</summary>
    [Parameter("disable_tls", Aliases = "tls_disable", Default = "no", Summary = "No TLS listeners, whatever enable_tls says.")]
    public bool DisableTls { get; set; }

    /// <summary>Port of TLS listeners that name none.</summary>
    [Parameter("tls_port_no", Default = "5061", Min = 1, Max = 65535, Summary = "Port of TLS listeners that name none.")]
    public int TlsPort { get; set; } = 5061;

    /// <summary>Limit of TLS connections.</summary>
    [Parameter("tls_max_connections", Default = "2048", Min = 0, Summary = "Limit of TLS connections.")]
    public int TlsMaxConnections { get; set; } = 2048;

    /// <summary>Without listen lines, IPv6 addresses are bound too.</summary>
    [Parameter("auto_bind_ipv6", Default = "0", Summary = "Without listen lines, IPv6 addresses are bound too.")]
    public bool AutoBindIPv6 { get; set; }

    /// <summary>True when TLS listeners are wanted.</summary>
    public bool HasTls => EnableTls && !DisableTls;
}
