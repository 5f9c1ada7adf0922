using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipCapture;

/// <summary>Parameters.</summary>
internal sealed partial class SipCaptureModule
{
    private readonly Dictionary<string, CaptureMode> _modes = new(StringComparer.Ordinal);
    private string _tableName = "sip_capture";
    private bool _hasTableName;

    /// <summary>Database of the rows.</summary>
    [Parameter("db_url", Default = "mysql://kamailio:kamailiorw@localhost/kamailio", Summary = "Database of the rows.")]
    public string DbUrl { get; set; } = "mysql://kamailio:kamailiorw@localhost/kamailio";

    /// <summary>Tables of the rows.</summary>
    [Parameter("table_name", Default = "sip_capture", Summary = "Table, or several separated by |; strftime marks are expanded in UTC.")]
    public string TableName { get => _tableName; set => (_tableName, _hasTableName) = (value, true); }

    /// <summary>How a table is chosen.</summary>
    [Parameter("mt_mode", Default = "rand", Summary = "How one of several tables is chosen: rand, round_robin or hash.")]
    public string TableMode { get; set; } = "rand";

    /// <summary>What the hash is made of.</summary>
    [Parameter("hash_source", Default = "call_id", Summary = "What mt_mode hash is made of: call_id, from_user or to_user.")]
    public string HashSourceName { get; set; } = "call_id";

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("db_insert_mode", Default = "0", Summary = "How rows are inserted.", NoEffect = "rows are always queued and written in batches", Min = 0, Max = 2)]
    public int DbInsertMode { get; set; }

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("insert_retries", Default = "0", Summary = "Further tries of an insert.", NoEffect = "a batch is tried until the database takes it", Min = 0, Max = 500)]
    public int InsertRetries { get; set; }

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("insert_retry_timeout", Default = "60", Unit = "s", Summary = "Further tries of an insert.", NoEffect = "a batch is tried until the database takes it", Min = 0, Max = 300)]
    public int InsertRetryTimeout { get; set; } = 60;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("max_async_queries", Default = "5", Summary = "Rows in one insert.", NoEffect = "rows are always queued and written in batches", Min = 0, Max = 1_000_000)]
    public int MaxAsyncQueries { get; set; } = 5;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("table_time_sufix", Default = "%Y%m%D", Summary = "Suffix of tables.", NoEffect = "Kamailio reads it and never uses it; write strftime marks into table_name")]
    public string TableTimeSuffix { get; set; } = "%Y%m%D";

    /// <summary>Initial state of the switch.</summary>
    [Parameter("capture_on", Default = "0", Summary = "Master switch; sipcapture.status changes it at run time.")]
    public int CaptureOn { get; set; }

    /// <summary>True to accept HEP.</summary>
    [Parameter("hep_capture_on", Default = "0", Summary = "Accept HEP packets.")]
    public bool HepCaptureOn { get; set; }

    /// <summary>True to show packets to the event route first.</summary>
    [Parameter("nonsip_hook", Default = "0", Summary = "Show every packet that is no SIP message to event_route[sipcapture:request].")]
    public bool NonSipHook { get; set; }

    /// <summary>KEMI function of the event.</summary>
    [Parameter("event_callback", IsEventCallback = true, Summary = "KEMI function to run when there is no event_route[sipcapture:request].")]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>True to store messages with broken addresses.</summary>
    [Parameter("capture_bad_msgs", Default = "0", Summary = "Store messages whose From, To or Contact is broken, with empty columns.")]
    public bool CaptureBadMessages { get; set; }

    /// <summary>Key that senders must know.</summary>
    [Parameter("auth_key", Summary = "Key that HEP 3 packets must carry (chunk 0x0e); empty = anybody may send. HEP 1 and 2 have no key and are refused when there is one.")]
    public string AuthKey { get; set; } = string.Empty;

    /// <summary>Table of RTCP.</summary>
    [Parameter("rtcp_table_name", Default = "rtcp_capture", Summary = "Table of RTCP payloads; strftime marks are expanded in UTC.")]
    public string RtcpTable { get; set; } = "rtcp_capture";

    /// <summary>Name of this node.</summary>
    [Parameter("capture_node", Default = "homer01", Summary = "Name in the column node.")]
    public string CaptureNode { get; set; } = "homer01";

    /// <summary>Headers with the Call-ID of the A leg.</summary>
    [Parameter("callid_aleg_header", Default = "X-CID", Summary = "Headers with the Call-ID of the A leg, separated by semicolons; the first that exists counts.")]
    public string ALegHeader { get; set; } = "X-CID";

    /// <summary>Header of a custom column.</summary>
    [Parameter("custom_field1_header", Default = "Mac", Summary = "Header stored in custom_field1.")]
    public string CustomField1Header { get; set; } = "Mac";

    /// <summary>Header of a custom column.</summary>
    [Parameter("custom_field2_header", Default = "IP", Summary = "Header stored in custom_field2.")]
    public string CustomField2Header { get; set; } = "IP";

    /// <summary>Header of a custom column.</summary>
    [Parameter("custom_field3_header", Default = "Port", Summary = "Header stored in custom_field3.")]
    public string CustomField3Header { get; set; } = "Port";

    /// <summary>Not supported yet.</summary>
    [Parameter("topoh_unmask", Default = "0", Summary = "Not supported yet; 1 is refused.")]
    public bool TopohUnmask { get; set; }

    /// <summary>Not supported yet.</summary>
    [Parameter("raw_ipip_capture_on", Default = "0", Summary = "Not supported yet; 1 is refused.")]
    public bool RawIpIpCaptureOn { get; set; }

    /// <summary>Not supported yet.</summary>
    [Parameter("raw_moni_capture_on", Default = "0", Summary = "Not supported yet; 1 is refused.")]
    public bool RawMoniCaptureOn { get; set; }

    /// <summary>Not supported yet.</summary>
    [Parameter("raw_moni_bpf_on", Default = "0", Summary = "Not supported yet; 1 is refused.")]
    public bool RawMoniBpfOn { get; set; }

    /// <summary>Not supported yet.</summary>
    [Parameter("promiscuous_on", Aliases = "promiscious_on", Default = "0", Summary = "Not supported yet; 1 is refused.")]
    public bool PromiscuousOn { get; set; }

    /// <summary>Only for raw capture.</summary>
    [Parameter("raw_socket_listen", Summary = "Address of raw capture, which is not supported yet.")]
    public string RawSocketListen { get; set; } = string.Empty;

    /// <summary>Only for raw capture.</summary>
    [Parameter("raw_interface", Summary = "Interface of raw capture, which is not supported yet.")]
    public string RawInterface { get; set; } = string.Empty;

    /// <summary>Only for raw capture.</summary>
    [Parameter("raw_sock_children", Default = "1", Summary = "Workers of raw capture, which is not supported yet.")]
    public int RawSocketChildren { get; set; } = 1;

    /// <summary>Adds a named capture mode.</summary>
    [Parameter("capture_mode", Summary = "Named database and tables: name=>db_url=...;table_name=a|b;mt_mode=...;hash_source=...")]
    public string? AddCaptureMode(string text)
    {
        var error = CaptureModeText.TryRead(text, out var name, out var mode);
        if (error is null)
            _modes[name] = mode!;

        return error;
    }
}
