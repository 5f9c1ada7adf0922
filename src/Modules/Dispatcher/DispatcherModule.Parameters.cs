using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Dispatcher;

/// <content>Parameters.</content>
internal sealed partial class DispatcherModule
{
    /// <summary>File with the destinations: setid destination flags priority attrs, one a line.</summary>
    [Parameter("list_file", Default = "/etc/kamailio/dispatcher.list", Summary = "File with the destinations: setid destination flags priority attrs, one a line. Not read when db_url is set.")]
    public string ListFile { get; set; } = "/etc/kamailio/dispatcher.list";

    /// <summary>Database with the destinations; a module for its scheme must be loaded.</summary>
    [Parameter("db_url", Summary = "Database with the destinations; a module for its scheme must be loaded.")]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>Table of the destinations.</summary>
    [Parameter("table_name", Default = "dispatcher", Summary = "Table of the destinations.")]
    public string TableName { get; set; } = "dispatcher";

    /// <summary>Column of the set.</summary>
    [Parameter("setid_col", Default = "setid", Summary = "Column of the set.")]
    public string SetIdColumn { get; set; } = "setid";

    /// <summary>Column of the URI.</summary>
    [Parameter("destination_col", Default = "destination", Summary = "Column of the URI.")]
    public string DestinationColumn { get; set; } = "destination";

    /// <summary>Column of the flags.</summary>
    [Parameter("flags_col", Default = "flags", Summary = "Column of the flags.")]
    public string FlagsColumn { get; set; } = "flags";

    /// <summary>Column of the priority.</summary>
    [Parameter("priority_col", Default = "priority", Summary = "Column of the priority.")]
    public string PriorityColumn { get; set; } = "priority";

    /// <summary>Column of the attributes.</summary>
    [Parameter("attrs_col", Default = "attrs", Summary = "Column of the attributes.")]
    public string AttributesColumn { get; set; } = "attrs";

    /// <summary>1: a next hop that is set already is replaced; 0: choosing fails then.</summary>
    [Parameter("force_dst", Default = "1", Min = 0, Max = 1, Summary = "1: a next hop that is set already is replaced; 0: choosing fails then.")]
    public int ForceDestination { get; set; } = 1;

    /// <summary>Sum of 1: of URIs only the user is hashed, 2: the other destinations are kept for ds_next_dst.</summary>
    [Parameter("flags", Default = "0", Min = 0, Max = 3, Summary = "Sum of 1: of URIs only the user is hashed, 2: the other destinations are kept for ds_next_dst.")]
    public int Flags { get; set; }

    /// <summary>1: the last destination of a set is used only when no other is left.</summary>
    [Parameter("use_default", Default = "0", Min = 0, Max = 1, Summary = "1: the last destination of a set is used only when no other is left.")]
    public int UseDefault { get; set; }

    /// <summary>XAVP that lists the destinations to try: grp, uri, attrs, dstid.</summary>
    [Parameter("xavp_dst", Default = "_dsdst_", Summary = "XAVP that lists the destinations to try: grp, uri, attrs, dstid.")]
    public string DestinationXavp { get; set; } = "_dsdst_";

    /// <summary>XAVP with the number of destinations: cnt.</summary>
    [Parameter("xavp_ctx", Default = "_dsctx_", Summary = "XAVP with the number of destinations: cnt.")]
    public string ContextXavp { get; set; } = "_dsctx_";

    /// <summary>Fields of the list, sum of 1: without attrs, 2: with socket, 4: with sockname.</summary>
    [Parameter("xavp_dst_mode", Default = "0", Min = 0, Max = 7, Summary = "Fields of the list, sum of 1: without attrs, 2: with socket, 4: with sockname.")]
    public int DestinationXavpMode { get; set; }

    /// <summary>1: the context has no cnt.</summary>
    [Parameter("xavp_ctx_mode", Default = "0", Min = 0, Max = 1, Summary = "1: the context has no cnt.")]
    public int ContextXavpMode { get; set; }

    /// <summary>Text with variables that algorithm 7 hashes.</summary>
    [Parameter("hash_pvar", Summary = "Text with variables that algorithm 7 hashes.")]
    public string HashVariable { get; set; } = string.Empty;

    /// <summary>Variable that ds_is_from_list puts the set into, when it looks through all sets.</summary>
    [Parameter("setid_pvname", Summary = "Variable that ds_is_from_list puts the set into, when it looks through all sets.")]
    public string SetIdVariable { get; set; } = string.Empty;

    /// <summary>Variable that ds_is_from_list puts the attributes into.</summary>
    [Parameter("attrs_pvname", Summary = "Variable that ds_is_from_list puts the attributes into.")]
    public string AttributesVariable { get; set; } = string.Empty;

    /// <summary>Failures in a row that take a destination out of use.</summary>
    [Parameter("ds_probing_threshold", Default = "1", Live = true, LiveName = "probing_threshold", Min = 1, Max = 1000, Summary = "Failures in a row that take a destination out of use.")]
    public int ProbingThreshold { get; set; } = 1;

    /// <summary>Answers in a row that bring it back.</summary>
    [Parameter("ds_inactive_threshold", Default = "1", Live = true, LiveName = "inactive_threshold", Min = 1, Max = 1000, Summary = "Answers in a row that bring it back.")]
    public int InactiveThreshold { get; set; } = 1;

    /// <summary>Method of pings.</summary>
    [Parameter("ds_ping_method", Default = "OPTIONS", Summary = "Method of pings.")]
    public string PingMethod { get; set; } = "OPTIONS";

    /// <summary>From URI of pings.</summary>
    [Parameter("ds_ping_from", Default = "sip:dispatcher@localhost", Summary = "From URI of pings.")]
    public string PingFrom { get; set; } = "sip:dispatcher@localhost";

    /// <summary>Time between pings; 0 = none.</summary>
    [Parameter("ds_ping_interval", Default = "0", Unit = "s", Min = 0, Max = 86400, Summary = "Time between pings; 0 = none.")]
    public int PingInterval { get; set; }

    /// <summary>Further answers that count as good: class=2;code=403;class=4.</summary>
    [Parameter("ds_ping_reply_codes", Live = true, LiveName = "ping_reply_codes", Summary = "Further answers that count as good: class=2;code=403;class=4.")]
    public string? SetPingReplyCodes(string text)
    {
        if (ReplyCodes.Parse(text) is not { } codes)
            return $"'{text}' is no list of codes, expected for example class=2;code=403";

        Volatile.Write(ref _goodReplies, codes);
        return null;
    }

    /// <summary>1: the answer time of pings is measured, for algorithm 13 and listings.</summary>
    [Parameter("ds_ping_latency_stats", Default = "0", Min = 0, Max = 1, Summary = "1: the answer time of pings is measured, for algorithm 13 and listings.")]
    public int LatencyStatistics { get; set; }

    /// <summary>How much of the estimate a new answer time leaves, in thousandths.</summary>
    [Parameter("ds_latency_estimator_alpha", Default = "900", Min = 0, Max = 1000, Summary = "How much of the estimated answer time a new one leaves, in thousandths.")]
    public int LatencyAlpha { get; set; } = 900;

    /// <summary>Which destinations are pinged: 0 those that are probed, once; 1 all that are not disabled; 2 those that are inactive and probed; 3 those that are probed, on and on.</summary>
    [Parameter("ds_probing_mode", Default = "0", Min = 0, Max = 3, Summary = "Which destinations are pinged: 0 those that are probed, once; 1 all that are not disabled; 2 those that are inactive and probed; 3 those that are probed, on and on.")]
    public int ProbingMode { get; set; }

    /// <summary>Calls are counted for algorithm 10 when this is more than 0.</summary>
    [Parameter("ds_hash_size", Default = "0", Min = 0, Max = 20, Summary = "Calls are counted for algorithm 10 when this is more than 0.")]
    public int HashSize { get; set; }

    /// <summary>How long a call is counted that nobody ended.</summary>
    [Parameter("ds_hash_expire", Default = "7200", Unit = "s", Min = 1, Max = 604800, Summary = "How long a call is counted that nobody ended.")]
    public int CallSeconds { get; set; } = 7200;

    /// <summary>How long a call is counted that nobody answered.</summary>
    [Parameter("ds_hash_initexpire", Default = "7200", Unit = "s", Min = 1, Max = 604800, Summary = "How long a call is counted that nobody answered.")]
    public int CallSetupSeconds { get; set; } = 7200;

    /// <summary>Time between two searches for calls that nobody ended.</summary>
    [Parameter("ds_hash_check_interval", Default = "30", Unit = "s", Min = 1, Max = 86400, Summary = "Time between two searches for calls that nobody ended.")]
    public int CallCheckSeconds { get; set; } = 30;

    /// <summary>Next hop of pings.</summary>
    [Parameter("outbound_proxy", Summary = "Next hop of pings.")]
    public string OutboundProxy { get; set; } = string.Empty;

    /// <summary>Socket to send from when a destination has none.</summary>
    [Parameter("ds_default_socket", Summary = "Socket to send from when a destination has none.")]
    public string DefaultSocket { get; set; } = string.Empty;

    /// <summary>Name of the socket to send from when a destination has none.</summary>
    [Parameter("ds_default_sockname", Summary = "Name of the socket to send from when a destination has none.")]
    public string DefaultSocketName { get; set; } = string.Empty;

    /// <summary>Which timer pings.</summary>
    [Parameter("ds_timer_mode", Default = "0", NoEffect = "there is one timer for all", Summary = "Which timer pings.")]
    public int TimerMode { get; set; }

    /// <summary>Function of the script that gets the events instead of event routes.</summary>
    [Parameter("event_callback", IsEventCallback = true, Summary = "Function of the script that gets the events instead of event routes.")]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>0: a destination that cannot be used is left out with a warning; 1: it refuses the list.</summary>
    [Parameter("ds_load_mode", Default = "0", Min = 0, Max = 1, Summary = "0: a destination that cannot be used is left out with a warning; 1: it refuses the list.")]
    public int LoadMode { get; set; }

    /// <summary>Least time between two of reload, add and remove; 0 = none.</summary>
    [Parameter("reload_delta", Default = "5", Unit = "s", Min = 0, Max = 3600, Summary = "Least time between two of reload, add and remove; 0 = none.")]
    public int ReloadSeconds { get; set; } = 5;

    /// <summary>When hosts are looked up for ds_is_from_list.</summary>
    [Parameter("ds_dns_mode", Default = "1", Min = 0, Max = 15, Summary = "When the hosts of destinations are looked up for ds_is_from_list: at start and reload always; 4: every ds_dns_interval, too. Sending asks DNS by itself, SRV and NAPTR included.")]
    public int DnsMode { get; set; } = 1;

    /// <summary>Time between look-ups.</summary>
    [Parameter("ds_dns_interval", Default = "600", Unit = "s", Min = 1, Max = 86400, Summary = "Time between two look-ups, with 4 in ds_dns_mode.")]
    public int DnsInterval { get; set; } = 600;

    /// <summary>Life of look-ups.</summary>
    [Parameter("ds_dns_ttl", Default = "0", NoEffect = "what is looked up holds until the next look-up", Summary = "Life of look-ups.")]
    public int DnsTtl { get; set; }

    /// <summary>1: the list has attrs none=yes for destinations without attributes.</summary>
    [Parameter("ds_attrs_none", Default = "0", Min = 0, Max = 1, Summary = "1: the list has attrs none=yes for destinations without attributes.")]
    public int AttributesNone { get; set; }

    /// <summary>Further columns that become attributes: attribute=column;…</summary>
    [Parameter("ds_db_extra_attrs", Summary = "Further columns that become attributes: attribute=column;…")]
    public string ExtraAttributes { get; set; } = string.Empty;

    /// <summary>What the callback gets.</summary>
    [Parameter("event_callback_mode", Default = "0", Refused = "a setting of Kamailio 6", Summary = "What the callback gets.")]
    public int EventCallbackMode { get; set; }

    /// <summary>Which addresses of a name match.</summary>
    [Parameter("ds_dns_match_all", Default = "0", Refused = "a setting of Kamailio 6", Summary = "Which addresses of a name match.")]
    public int DnsMatchAll { get; set; }

    /// <summary>Wait for the answer to a ping.</summary>
    [Parameter("ds_ping_fr_timeout", Default = "0", Refused = "a setting of Kamailio 6; fr_timer of tm counts", Summary = "Wait for the answer to a ping.")]
    public int PingTimeout { get; set; }

    /// <summary>Wait for the answer to a ping.</summary>
    [Parameter("ds_ping_fr_timer", Default = "0", Refused = "a setting of Kamailio 6; fr_timer of tm counts", Summary = "Wait for the answer to a ping.")]
    public int PingTimer { get; set; }

    /// <summary>Socket of pings.</summary>
    [Parameter("ds_ping_socket", Refused = "a setting of Kamailio 6; ds_default_socket counts", Summary = "Socket of pings.")]
    public string PingSocket { get; set; } = string.Empty;

    /// <summary>Keeps the measures over a reload of the list.</summary>
    [Parameter("ds_retain_latency_stats", Default = "0", Refused = "a setting of Kamailio 6", Summary = "Keeps the measures over a reload of the list.")]
    public int RetainLatency { get; set; }
}
