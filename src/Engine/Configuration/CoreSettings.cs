using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// Core parameters (<c>name = value</c> at the top of a cfg), declared like those of a module: on a property when they
/// act, on the class when they are only kept. What is not declared does not exist. Sources: the peer's core cookbook, spec cfg-language §5.
/// </summary>
[Module("core-settings", Summary = "Core parameters.", Implicit = true)]
public sealed partial class CoreSettings
{
    /// <summary>Log level, -5 alert … 3 debug.</summary>
    [Parameter("debug", Default = "0", Summary = "Log level, -5 alert … 3 debug.")]
    public int Debug { get; set; }

    /// <summary>Facility of syslog.</summary>
    [Parameter("log_facility", Forms = ParameterForms.Word, Default = "LOG_DAEMON", Summary = "Facility of syslog.", Reloadable = false, Choices = "LOG_AUTH LOG_AUTHPRIV LOG_CRON LOG_DAEMON LOG_FTP LOG_KERN LOG_LOCAL0 LOG_LOCAL1 LOG_LOCAL2 LOG_LOCAL3 LOG_LOCAL4 LOG_LOCAL5 LOG_LOCAL6 LOG_LOCAL7 LOG_LPR LOG_MAIL LOG_NEWS LOG_SYSLOG LOG_USER LOG_UUCP")]
    public string LogFacility { get; set; } = "LOG_DAEMON";

    /// <summary>Name of the program in syslog; empty = signalbox.</summary>
    [Parameter("log_name", Default = "signalbox", Summary = "Name of the program in syslog.", Reloadable = false)]
    public string LogName { get; set; } = string.Empty;

    /// <summary>Text with variables before each log line that is written while a route handles a message; empty = none.</summary>
    [Parameter("log_prefix", Summary = "Text with variables before each log line of a message.")]
    public string LogPrefix { get; set; } = string.Empty;

    /// <summary>Log to stderr instead of syslog.</summary>
    [Parameter("log_stderror", Default = "no", Summary = "Log to stderr.")]
    public bool LogToStderr { get; set; }

    /// <summary>Workers per UDP socket.</summary>
    [Parameter("children", Default = "0 (one per processor, at least 2)", Summary = "Workers per UDP socket.", Min = 0, Max = 1024, Reloadable = false)]
    public int Children { get; set; }

    /// <summary>No TCP listeners.</summary>
    [Parameter("disable_tcp", Default = "no", Summary = "No TCP listeners.")]
    public bool DisableTcp { get; set; }

    /// <summary>Default port of listen lines without one.</summary>
    [Parameter("port", Default = "5060", Summary = "Default port.", Min = 1, Max = 65535)]
    public int Port { get; set; } = 5060;

    /// <summary>Rounds after which a while loop is ended; 0 = no limit.</summary>
    [Parameter("max_while_loops", Default = "100", Summary = "Cap of loop rounds; 0 = none.", Min = 0)]
    public int MaxWhileLoops { get; set; } = 100;

    /// <summary>Nesting limit of routes and blocks.</summary>
    [Parameter("max_recursive_level", Default = "256", Summary = "Nesting limit of routes.", Min = 1, Max = 1000)]
    public int MaxRecursiveLevel { get; set; } = 256;

    /// <summary>Size of the destination set, the main branch included.</summary>
    [Parameter("max_branches", Default = "12", Summary = "Destinations per request.", Min = 1, Max = 31)]
    public int MaxBranches { get; set; } = 12;

    /// <summary>Name of the xavp whose fields via_add_xavp_params() writes into the Via; empty = none.</summary>
    [Parameter("xavp_via_params", Summary = "Xavp whose items become parameters of the Via, for via_add_xavp_params().")]
    public string ViaParameters { get; set; } = string.Empty;

    /// <summary>Name of the xavp whose address and port via_use_xavp_fields() writes into the Via; empty = none.</summary>
    [Parameter("xavp_via_fields", Summary = "Xavp with address and port of the Via, for via_use_xavp_fields().")]
    public string ViaFields { get; set; } = string.Empty;

    /// <summary>Node number (<c>$sid</c>).</summary>
    [Parameter("server_id", Default = "0", Summary = "Node number.", Min = 0, Reloadable = false)]
    public int ServerId { get; set; }

    /// <summary>Add a Server header to own replies.</summary>
    [Parameter("server_signature", Default = "yes", Summary = "Add a Server header to own replies.")]
    public bool ServerSignature { get; set; } = true;

    /// <summary>The whole Server header line without its end; empty = the built-in one.</summary>
    [Parameter("server_header", Summary = "Text of the Server header line.")]
    public string ServerHeader { get; set; } = string.Empty;

    /// <summary>The whole User-Agent header line for own requests; empty = the built-in one.</summary>
    [Parameter("user_agent_header", Summary = "Text of the User-Agent header line of own requests.")]
    public string UserAgentHeader { get; set; } = string.Empty;

    /// <summary>The DNS names of the listen addresses are names of this server; asked at start.</summary>
    [Parameter("auto_aliases", Aliases = "auto_domains", Default = "yes", Summary = "DNS names of the listen addresses are aliases.")]
    public bool AutoAliases { get; set; } = true;

    /// <summary>Run onsend_route for replies also.</summary>
    [Parameter("onsend_route_reply", Default = "no", Summary = "Run onsend_route for replies also.")]
    public bool OnSendForReplies { get; set; }

    /// <summary>Host for Via and Record-Route of all sockets without one of their own.</summary>
    [Parameter("advertised_address", Forms = ParameterForms.Quoted | ParameterForms.Word | ParameterForms.Address | ParameterForms.Number, Summary = "Host for Via and Record-Route.")]
    public string AdvertisedAddress { get; set; } = string.Empty;

    /// <summary>Port for Via and Record-Route of all sockets without one of their own; 0 = the real one.</summary>
    [Parameter("advertised_port", Summary = "Port for Via and Record-Route.", Min = 0, Max = 65535)]
    public int AdvertisedPort { get; set; }

    /// <summary>Always answer to the source port.</summary>
    [Parameter("force_rport", Aliases = "add_rport", Default = "no", Summary = "Always answer to the source port.")]
    public bool ForceRport { get; set; }

    /// <summary>Add an empty rport to own Vias.</summary>
    [Parameter("local_rport", Default = "no", Summary = "Add rport to own Vias.")]
    public bool LocalRport { get; set; }

    /// <summary>Idle seconds after which a connection is closed; -1 = never.</summary>
    [Parameter("tcp_connection_lifetime", Default = "120", Unit = "s", Summary = "Idle close of connections.", Min = -1)]
    public int TcpConnectionLifetime { get; set; } = 120;

    /// <summary>Seconds to connect.</summary>
    [Parameter("tcp_connect_timeout", Default = "10", Unit = "s", Summary = "Time to connect, 1 to 600; below 1 = the default.", Min = int.MinValue)]
    public int TcpConnectTimeout { get; set => field = value < 1 ? 10 : Math.Min(value, 600); } = 10;

    /// <summary>Limit of connections.</summary>
    [Parameter("tcp_max_connections", Default = "2048", Summary = "Limit of connections.", Min = 0)]
    public int TcpMaxConnections { get; set; } = 2048;

    /// <summary>Largest message on a stream.</summary>
    [Parameter("tcp_rd_buf_size", Default = "16384", Unit = "bytes", Summary = "Largest message on a stream, 512 to 16777216.", Min = 0)]
    public int TcpReadBufferBytes { get; set => field = Math.Clamp(value, 512, 16777216); } = 16384;

    /// <summary>Answer CRLFCRLF keepalives.</summary>
    [Parameter("tcp_crlf_ping", Default = "yes", Summary = "Answer CRLFCRLF keepalives.")]
    public bool TcpCrlfPing { get; set; } = true;

    /// <summary>Accept stream messages without Content-Length.</summary>
    [Parameter("tcp_accept_no_cl", Default = "no", Summary = "Accept stream messages without Content-Length.")]
    public bool TcpAcceptNoContentLength { get; set; }

    /// <summary>Accept HEP3 on TCP ports.</summary>
    [Parameter("tcp_accept_hep3", Default = "no", Summary = "Accept HEP3 on TCP ports; tcp_accept_no_cl is needed, too.")]
    public bool TcpAcceptHep3 { get; set; }

    /// <summary>Folder of control sockets and PID files.</summary>
    [Parameter("rundir", Aliases = "run_dir", Forms = ParameterForms.Quoted | ParameterForms.Word, Summary = "Folder of control sockets.", Reloadable = false)]
    public string RunDirectory { get; set; } = "/run/kamailio";

    /// <summary>Working folder.</summary>
    [Parameter("workdir", Aliases = "wdir", Forms = ParameterForms.Quoted | ParameterForms.Word, Summary = "Working folder after the start, when the flag -w names none.", Reloadable = false)]
    public string WorkingDirectory { get; set; } = string.Empty;

    /// <summary>Longest text that a format may expand to.</summary>
    [Parameter("pv_buffer_size", Default = "8192", Unit = "bytes", Summary = "Longest expanded text, at least 1024.", Min = 0)]
    public int FormatBufferBytes { get; set => field = Math.Max(value, 1024); } = 8192;

    /// <summary>Name of the KEMI request function.</summary>
    [Parameter("kemi.request_route_callback", Default = "ksr_request_route", Summary = "KEMI function of requests.")]
    public string KemiRequestRoute { get; set; } = "ksr_request_route";

    /// <summary>Name of the KEMI reply function; none or empty = off.</summary>
    [Parameter("kemi.reply_route_callback", Default = "ksr_reply_route", Summary = "KEMI function of replies.")]
    public string KemiReplyRoute { get; set; } = "ksr_reply_route";

    /// <summary>KEMI function of received datagrams.</summary>
    [Parameter("kemi.received_route_callback", Default = "none", Summary = "KEMI function that gets core:msg-received before a message is routed, with received_route_mode=1; none = none.")]
    public string KemiReceivedRoute { get; set; } = "none";

    /// <summary>KEMI function before the routes.</summary>
    [Parameter("kemi.pre_routing_callback", Default = "none", Summary = "KEMI function that gets core:pre-routing before the request or reply function; a drop in it ends the message. none = none.")]
    public string KemiPreRouting { get; set; } = "none";

    /// <summary>KEMI function of other core events.</summary>
    [Parameter("kemi.event_route_callback", Default = "none", Summary = "KEMI function of the other core events, for example core:receive-parse-error; none = none.")]
    public string KemiEventRoute { get; set; } = "none";

    /// <summary>Name of the KEMI onsend function; none or empty = off.</summary>
    [Parameter("kemi.onsend_route_callback", Default = "ksr_onsend_route", Summary = "KEMI function of sent requests.")]
    public string KemiOnSendRoute { get; set; } = "ksr_onsend_route";

    /// <summary>One UDP socket per worker (REUSEPORT) or one shared by all: -1 = chosen by what the routes call, 0 shared, 1 one per worker.</summary>
    [Parameter("udp_socket_per_worker", Default = "-1", Summary = "One UDP socket per worker: -1 auto, 0 no, 1 yes.", Min = -1, Max = 1, Reloadable = false)]
    public int UdpSocketPerWorker { get; set; } = -1;

    /// <summary>Answer to the address that the Via names instead of the source.</summary>
    [Parameter("reply_to_via", Default = "no", Summary = "Own replies go to the address of the Via instead of the source.")]
    public bool ReplyToVia { get; set; }

    /// <summary>Never open connections.</summary>
    [Parameter("tcp_no_connect", Default = "no", Summary = "Never open connections.")]
    public bool TcpNoConnect { get; set; }

    /// <summary>Listen on addresses that this machine does not have (yet).</summary>
    [Parameter("ip_free_bind", Aliases = "ipfreebind ip_nonlocal_bind", Default = "0", Summary = "Listen on addresses that this machine does not have (yet); 1 and 2 are the same.")]
    public int IpFreeBind { get; set; }

    /// <summary>Seconds that the end of the server waits for what is under way.</summary>
    [Parameter("exit_timeout", Aliases = "ser_kill_timeout", Default = "5", Unit = "s", Summary = "Longest wait for what is under way when the server ends.", Min = 0, Max = 600)]
    public int ExitTimeout { get; set; } = 5;

    /// <summary>Drop replies whose top Via is not ours.</summary>
    [Parameter("check_via", Default = "no", Summary = "Drops replies whose top Via does not name this server.")]
    public bool CheckVia { get; set; }

    /// <summary>Keepalive probes on connections.</summary>
    [Parameter("tcp_keepalive", Default = "yes", Summary = "Keepalive probes of the system on connections.")]
    public bool TcpKeepalive { get; set; } = true;

    /// <summary>Idle seconds before the first probe; 0 = that of the system.</summary>
    [Parameter("tcp_keepidle", Default = "0", Unit = "s", Summary = "Idle time before the first keepalive probe; 0 = that of the system.", Min = 0, Max = 32767)]
    public int TcpKeepaliveIdle { get; set; }

    /// <summary>Seconds between probes; 0 = that of the system.</summary>
    [Parameter("tcp_keepintvl", Default = "0", Unit = "s", Summary = "Time between keepalive probes; 0 = that of the system.", Min = 0, Max = 32767)]
    public int TcpKeepaliveInterval { get; set; }

    /// <summary>Probes without an answer after which a connection is closed; 0 = that of the system.</summary>
    [Parameter("tcp_keepcnt", Default = "0", Summary = "Keepalive probes without an answer; 0 = that of the system.", Min = 0, Max = 127)]
    public int TcpKeepaliveCount { get; set; }

    /// <summary>Listen lines, in order.</summary>
    public List<ListenAddress> Listen { get; } = [];

    /// <summary>Names that are this server: <c>[proto:]host[:port]</c>.</summary>
    public List<HostAlias> Aliases { get; } = [];

    /// <summary>Settings that may change while the server runs.</summary>
    public CfgGroups Variables { get; } = new();

    /// <summary>Parameters that the configuration sets, in order; for the difference of two generations.</summary>
    public List<GivenValue> Given { get; } = [];

    /// <summary>Parameters that are accepted and have no effect here, with their values, for listings.</summary>
    public Dictionary<string, string> Accepted { get; } = new(StringComparer.Ordinal);

    /// <summary>Keeps the value of a parameter that changes nothing here.</summary>
    internal string? Accept(string name, in ScriptValue value)
    {
        Accepted[name] = value.ToText();
        return null;
    }
}
