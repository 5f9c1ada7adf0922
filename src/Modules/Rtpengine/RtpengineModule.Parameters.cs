using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Rtpengine;

/// <content>Parameters.</content>
internal sealed partial class RtpengineModule
{
    /// <summary>Set of servers without a number, and of calls that chose none.</summary>
    [Parameter("setid_default", Default = "0", Min = 0, Summary = "Set of servers without a number, and of calls that chose none.")]
    public int DefaultSet { get; set; }

    /// <summary>How long a server that did not answer is left alone.</summary>
    [Parameter("rtpengine_disable_tout", Live = true, Default = "60", Unit = "s", Min = 1, Max = 86400, Summary = "How long a server that did not answer is left alone.")]
    public int DisableSeconds { get; set; } = 60;

    /// <summary>1: when all servers of a set are left alone, they are asked again at once.</summary>
    [Parameter("aggressive_redetection", Live = true, Default = "0", Min = 0, Max = 1, Summary = "1: when all servers of a set are left alone, they are asked again at once.")]
    public int AggressiveRedetection { get; set; }

    /// <summary>How often a command is sent before the server counts as silent.</summary>
    [Parameter("rtpengine_retr", Live = true, Default = "5", Min = 1, Max = 20, Summary = "How often a command is sent before the server counts as silent.")]
    public int Tries { get; set; } = 5;

    /// <summary>How long each try waits for the answer.</summary>
    [Parameter("rtpengine_tout_ms", Live = true, Default = "1000", Unit = "ms", Min = 1, Max = 60000, Summary = "How long each try waits for the answer.")]
    public int TimeoutMilliseconds { get; set; } = 1000;

    /// <summary>How many servers are tried for one command.</summary>
    [Parameter("queried_nodes_limit", Live = true, Default = "15", Min = 1, Max = 1000, Summary = "How many servers are tried for one command.")]
    public int NodesLimit { get; set; } = 15;

    /// <summary>1: commands of a call go to its server also while that one is disabled.</summary>
    [Parameter("rtpengine_allow_op", Default = "0", Min = 0, Max = 1, Summary = "1: commands of a call go to its server also while that one is disabled.")]
    public int AllowOperation { get; set; }

    /// <summary>Type of service of control packets; -1 leaves it.</summary>
    [Parameter("control_cmd_tos", Default = "-1", Min = -1, Max = 255, Summary = "Type of service of control packets; -1 leaves it.")]
    public int TypeOfService { get; set; } = -1;

    /// <summary>How long it is remembered which server has a call.</summary>
    [Parameter("hash_table_tout", Default = "3600", Unit = "s", Min = 1, Max = 604800, Summary = "How long it is remembered which server has a call.")]
    public int CallSeconds { get; set; } = 3600;

    /// <summary>Slots of the table of calls.</summary>
    [Parameter("hash_table_size", Default = "256", NoEffect = "the table grows with the calls, to one million", Summary = "Slots of the table of calls.")]
    public int CallTableSize { get; set; } = 256;

    /// <summary>How a call is hashed.</summary>
    [Parameter("hash_algo", Default = "0", NoEffect = "there is one hash over the Call-ID; all it decides is which server gets a new call", Summary = "How a call is hashed.")]
    public int HashAlgorithm { get; set; }

    /// <summary>Time between pings of disabled servers.</summary>
    [Parameter("ping_interval", Default = "60", Refused = "a setting of Kamailio 6; a disabled server is asked again after rtpengine_disable_tout", Summary = "Time between pings of disabled servers.")]
    public int PingInterval { get; set; } = 60;

    /// <summary>Which servers are pinged.</summary>
    [Parameter("ping_mode", Default = "1", Refused = "a setting of Kamailio 6", Summary = "Which servers are pinged.")]
    public int PingMode { get; set; } = 1;

    /// <summary>Function of the script that gets the events.</summary>
    [Parameter("event_callback", Refused = "a setting of Kamailio 6; there are no DTMF events here", Summary = "Function of the script that gets the events.")]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>AVP that via-branch=extra sends.</summary>
    [Parameter("extra_id_pv", Summary = "AVP that via-branch=extra sends.")]
    public string ExtraIdVariable { get; set; } = string.Empty;

    /// <summary>AVP with the number of the set; it goes before set_rtpengine_set.</summary>
    [Parameter("setid_avp", Summary = "AVP with the number of the set; it goes before set_rtpengine_set.")]
    public string SetIdAvp { get; set; } = string.Empty;

    /// <summary>AVP that gets the address of the server that took a command.</summary>
    [Parameter("rtp_inst_pvar", Summary = "AVP that gets the address of the server that took a command.")]
    public string NodeVariable { get; set; } = string.Empty;

    /// <summary>AVP that gets the new SDP; the body stays as it is then.</summary>
    [Parameter("write_sdp_pv", Summary = "AVP that gets the new SDP; the body stays as it is then.")]
    public string WriteSdpVariable { get; set; } = string.Empty;

    /// <summary>AVP with the SDP to send instead of the body.</summary>
    [Parameter("read_sdp_pv", Summary = "AVP with the SDP to send instead of the body.")]
    public string ReadSdpVariable { get; set; } = string.Empty;

    /// <summary>Interface of control packets.</summary>
    [Parameter("force_send_interface", NoEffect = "the routing table of the system decides", Summary = "Interface of control packets.")]
    public string SendInterface { get; set; } = string.Empty;

    /// <summary>Variable for the length of the call.</summary>
    [Parameter("media_duration", NoEffect = "the call quality is not fetched", Summary = "Variable for the length of the call.")]
    public string MediaDuration { get; set; } = string.Empty;

    /// <summary>Subprotocol of ws: servers.</summary>
    [Parameter("wsapi", NoEffect = "servers are asked over UDP", Summary = "Subprotocol of ws: servers.")]
    public string WebSocketApi { get; set; } = string.Empty;

    /// <summary>Database with further servers; a module for its scheme must be loaded.</summary>
    [Parameter("db_url", Summary = "Database with further servers; a module for its scheme must be loaded.")]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>Table of the servers.</summary>
    [Parameter("table_name", Default = "rtpengine", Summary = "Table of the servers.")]
    public string TableName { get; set; } = "rtpengine";

    /// <summary>Column of the set.</summary>
    [Parameter("setid_col", Default = "setid", Summary = "Column of the set.")]
    public string SetIdColumn { get; set; } = "setid";

    /// <summary>Column of the URL.</summary>
    [Parameter("url_col", Default = "url", Summary = "Column of the URL.")]
    public string UrlColumn { get; set; } = "url";

    /// <summary>Column of the weight.</summary>
    [Parameter("weight_col", Default = "weight", Summary = "Column of the weight.")]
    public string WeightColumn { get; set; } = "weight";

    /// <summary>Column that says whether it is disabled.</summary>
    [Parameter("disabled_col", Default = "disabled", Summary = "Column that says whether it is disabled.")]
    public string DisabledColumn { get; set; } = "disabled";
}
