using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipTrace;

/// <summary>Parameters.</summary>
internal sealed partial class SipTraceModule
{
    /// <summary>Database of the rows.</summary>
    [Parameter("db_url", Default = "mysql://kamailio:kamailiorw@localhost/kamailio", Summary = "Database of the rows; used when trace_to_database is 1 or trace_mode has bit 2.")]
    public string DbUrl { get; set; } = "mysql://kamailio:kamailiorw@localhost/kamailio";

    /// <summary>Table of the rows.</summary>
    [Parameter("table", Default = "sip_trace", Summary = "Table of the rows.")]
    public string Table { get; set; } = "sip_trace";

    /// <summary>Message flag that widens a call to the transaction; -1 = none.</summary>
    [Parameter("trace_flag", Default = "-1", Summary = "Message flag 0 to 31: sip_trace() of a message that has it covers the transaction.")]
    public int TraceFlag { get; set; } = -1;

    /// <summary>Initial state of the master switch.</summary>
    [Parameter("trace_on", Default = "0", Summary = "Master switch; siptrace.status changes it at run time.")]
    public int TraceOn { get; set; }

    /// <summary>AVP with users.</summary>
    [Parameter("traced_user_avp", Summary = "AVP with users: each record is stored once more for each value, also while trace_on is 0.")]
    public string TracedUserAvp { get; set; } = string.Empty;

    /// <summary>AVP with a table name.</summary>
    [Parameter("trace_table_avp", Summary = "AVP with the name of the table for this message.")]
    public string TraceTableAvp { get; set; } = string.Empty;

    /// <summary>Collector or mirror.</summary>
    [Parameter("duplicate_uri", Summary = "SIP URI that copies go to; a comma parts receivers that get a copy each, a bar parts those of which the first one that takes it gets it.")]
    public string DuplicateUri { get; set; } = string.Empty;

    /// <summary>True to store rows.</summary>
    [Parameter("trace_to_database", Default = "1", Summary = "Store rows; without them plain copies go to duplicate_uri even without an argument.")]
    public bool TraceToDatabase { get; set; } = true;

    /// <summary>Text instead of the local address.</summary>
    [Parameter("trace_local_ip", Summary = "Text instead of the local address in records of scripts and transactions; HEP needs it as proto:ip:port.")]
    public string TraceLocalIp { get; set; } = string.Empty;

    /// <summary>True to trace ACKs for stateless replies.</summary>
    [Parameter("trace_sl_acks", Default = "1", Summary = "Trace every ACK that the stateless replier absorbs.")]
    public bool TraceSlAcks { get; set; } = true;

    /// <summary>True to add X-Siptrace headers to copies.</summary>
    [Parameter("xheaders_write", Default = "0", Summary = "Add X-Siptrace headers to copies: of scripts, transactions and siptrace.start, and of trace_mode when there is an event route.")]
    public bool XHeadersWrite { get; set; }

    /// <summary>True to take addresses from X-Siptrace headers.</summary>
    [Parameter("xheaders_read", Default = "0", Summary = "Take addresses, time, method and direction from X-Siptrace headers.")]
    public bool XHeadersRead { get; set; }

    /// <summary>True to mirror in HEP.</summary>
    [Parameter("hep_mode_on", Default = "0", Summary = "Send copies in HEP.")]
    public bool HepModeOn { get; set; }

    /// <summary>HEP version.</summary>
    [Parameter("hep_version", Default = "1", Summary = "HEP version: 1, 2 or 3.")]
    public int HepVersion { get; set; } = 1;

    /// <summary>Capture agent id.</summary>
    [Parameter("hep_capture_id", Default = "1", Summary = "Capture agent id in HEP 2 (16 bits) and 3 (32 bits).", Min = 0, Max = uint.MaxValue)]
    public long HepCaptureId { get; set; } = 1;

    /// <summary>Authentication key.</summary>
    [Parameter("auth_key", Summary = "Authentication key in HEP 3.")]
    public string AuthKey { get; set; } = string.Empty;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("trace_delayed", Default = "0", Summary = "Accepted; rows are always queued and written in batches.")]
    public int TraceDelayed { get; set; }

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("trace_db_mode", Default = "0", Summary = "Accepted; rows are always queued and written in batches.", Min = 0, Max = 2)]
    public int TraceDbMode { get; set; }

    /// <summary>Listening socket that copies leave from.</summary>
    [Parameter("force_send_sock", Summary = "SIP URI of the listening socket that copies leave from; HEP 3 by TCP and TLS leaves from its address and any port.")]
    [Parameter("send_sock_addr", Summary = "As force_send_sock; the later line counts.")]
    public string SendSocketAddress { get; set; } = string.Empty;

    /// <summary>Name of the listening socket that copies leave from.</summary>
    [Parameter("send_sock_name", Summary = "Name of the listening socket that copies leave from; comes before send_sock_addr.")]
    public string SendSocketName { get; set; } = string.Empty;

    /// <summary>What is done with every message.</summary>
    [Parameter("trace_mode", Default = "0", Summary = "Every message: sum of 1 HEP to duplicate_uri, 2 database, 4 plain copy to duplicate_uri.", Min = 0, Max = 7)]
    public int TraceMode { get; set; }

    /// <summary>What is traced at all.</summary>
    [Parameter("trace_init_mode", Default = "0", Summary = "0 everything, 1 only trace_mode, 2 only scripts and transactions.", Min = 0, Max = 2)]
    public int TraceInitMode { get; set; }

    /// <summary>KEMI function of the event.</summary>
    [Parameter("evcb_msg", IsEventCallback = true, Summary = "KEMI function to run when there is no event_route[siptrace:msg].")]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>Dialog tracing and ACKs.</summary>
    [Parameter("trace_dialog_ack", Default = "0", Summary = "Dialog tracing covers the ACK to a 2xx; 0 as in 5.6, later releases say 1.")]
    public bool TraceDialogAck { get; set; }

    /// <summary>Dialog tracing and spirals.</summary>
    [Parameter("trace_dialog_spiral", Default = "1", Summary = "Dialog tracing follows an INVITE that comes by again.")]
    public bool TraceDialogSpiral { get; set; } = true;

    /// <summary>Dialect of the flag.</summary>
    [Parameter("trace_flag_mode", Default = "0", Summary = "0: the trace flag widens a call of sip_trace(), as from Kamailio 5.3 on. 1: the flag or a user is enough without a call, copies go to duplicate_uri beside rows, and trace_mode does not need trace_on, as in OpenSER and Kamailio up to 5.2.", Min = 0, Max = 1)]
    public int TraceFlagMode { get; set; }

    /// <summary>What off means.</summary>
    [Parameter("trace_off_mode", Default = "0", Summary = "0: while trace_on is 0, copies of transactions that a call armed are still sent, as in the peer. 1: nothing is.", Min = 0, Max = 1)]
    public int TraceOffMode { get; set; }

    /// <summary>Once per sink.</summary>
    [Parameter("trace_once", Default = "0", Summary = "1: calls and transactions do not store or copy again what trace_mode stores or copies; 0: they do, as in the peer.")]
    public bool TraceOnce { get; set; }

    /// <summary>IPv6 with brackets everywhere.</summary>
    [Parameter("ipv6_brackets", Default = "0", Summary = "1: brackets around every IPv6 address in rows and X-Siptrace headers. 0, as in the peer: calls and transactions show them around the sender of a request only; trace_mode and siptrace.start always do.")]
    public bool Ipv6Brackets { get; set; }

    /// <summary>Address form.</summary>
    [Parameter("data_mode", Default = "0", Summary = "1: trace_mode shows the advertised address of our sockets instead of the true one.", Min = 0, Max = 1)]
    public int DataMode { get; set; }

    /// <summary>Accepted for the peer's later releases.</summary>
    [Parameter("trace_ephemeral_socket", Default = "0", Summary = "Show the true local address of connections.", NoEffect = "The true address and port of a connection is always shown.")]
    public int TraceEphemeralSocket { get; set; }

    /// <summary>Chunk of the mark.</summary>
    [Parameter("mark_chunk", Summary = "vendor:number of a HEP 3 chunk that says 'retransmission' in copies of bytes that went the same way before; without it there is none.")]
    public string MarkChunkName { get; set; } = string.Empty;
}
