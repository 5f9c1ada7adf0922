using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Tm;

/// <content>Parameters: what becomes of replies and failures.</content>
internal sealed partial class TmModule
{
    private const string BlocklistReason = "there is no list of blocked destinations";
    private AvpNameArgument? _finalReplyAvp;
    private AvpNameArgument? _finalReplyInviteAvp;

    /// <summary>Challenges of several branches go into one reply.</summary>
    [Parameter("aggregate_challenges", Default = "1", Summary = "A 401 or 407 that goes upstream carries the challenges of all branches.")]
    public bool AggregateChallenges { get; set; } = true;

    /// <summary>An INVITE that nobody answered is answered with 408.</summary>
    [Parameter("noisy_ctimer", Default = "1", Live = true, Summary = "0: an INVITE of one branch that had no reply ends without 408.")]
    public bool Noisy { get; set; } = true;

    /// <summary>Code of the reply when nothing came.</summary>
    [Parameter("reply_408_code", Default = "408", Summary = "Code of our reply when nothing came in time.", Min = 300, Max = 699)]
    public int TimeoutCode { get; set; } = 408;

    /// <summary>Phrase of the reply when nothing came.</summary>
    [Parameter("reply_408_reason", Default = "Request Timeout", Summary = "Reason phrase of our reply when nothing came in time.")]
    public string TimeoutReason { get; set; } = "Request Timeout";

    /// <summary>Code of t_reply with a bad one.</summary>
    [Parameter("default_code", Default = "500", Live = true, Summary = "Code of t_reply when its argument is none.", Min = 100, Max = 699)]
    public int DefaultCode { get; set; } = 500;

    /// <summary>Phrase of t_reply without one.</summary>
    [Parameter("default_reason", Default = "Server Internal Error", Live = true, Summary = "Reason phrase of t_reply when its argument is empty.")]
    public string DefaultReason { get; set; } = "Server Internal Error";

    /// <summary>Headers of the INVITE that CANCEL and negative ACK get.</summary>
    [Parameter("ac_extra_hdrs", Summary = "Beginning of the names of headers that go from a sent INVITE into its CANCEL and negative ACK.")]
    public string ExtraHeaders { get; set; } = string.Empty;

    /// <summary>Route for replies without transaction.</summary>
    [Parameter("on_sl_reply", Summary = "onreply_route for replies that belong to no transaction; drop in it ends them.")]
    public string OnStatelessReply { get; set; } = string.Empty;

    /// <summary>Where branches that fail at once go.</summary>
    [Parameter("failure_exec_mode", Default = "0", Summary = "1: a relay that fails at once goes to the failure_route, t_relay returns 1.", Min = 0, Max = 1)]
    public int FailureMode { get; set; }

    /// <summary>When a failure_route is reported as slow.</summary>
    [Parameter("exec_time_check", Default = "5000", Unit = "ms", Summary = "A failure_route that ran longer is logged; 0 = never.", Min = 0)]
    public int SlowRoute { get; set; } = 5000;

    /// <summary>failure_route for requests made here.</summary>
    [Parameter("enable_uac_fr", Default = "0", Summary = "1: t_on_failure in event_route[tm:local-request] counts.")]
    public bool LocalFailureRoutes { get; set; }

    /// <summary>Codes that make another address be tried.</summary>
    [Parameter("failover_reply_codes", Summary = "Further codes, separated by ; or ,, that make the next address of a name be tried, as 503 does.")]
    public string FailoverCodes { get; set; } = string.Empty;

    /// <summary>Block the source of a 503.</summary>
    [Parameter("blst_503", Default = "0", NoEffect = BlocklistReason, Summary = "Block the source of a 503 for its Retry-After.")]
    public int Blocks503 { get; set; }

    /// <summary>How long without Retry-After.</summary>
    [Parameter("blst_503_def_timeout", Default = "0", Unit = "s", NoEffect = BlocklistReason, Summary = "How long without Retry-After.")]
    public int BlockTime { get; set; }

    /// <summary>How long at least.</summary>
    [Parameter("blst_503_min_timeout", Default = "0", Unit = "s", NoEffect = BlocklistReason, Summary = "How long at least.")]
    public int BlockTimeMin { get; set; }

    /// <summary>How long at most.</summary>
    [Parameter("blst_503_max_timeout", Default = "3600", Unit = "s", NoEffect = BlocklistReason, Summary = "How long at most.")]
    public int BlockTimeMax { get; set; } = 3600;

    /// <summary>Methods whose failure blocks.</summary>
    [Parameter("blst_methods_add", Default = "1", NoEffect = BlocklistReason, Summary = "Methods whose failure blocks a destination.")]
    public int BlockMethods { get; set; } = 1;

    /// <summary>Methods that look.</summary>
    [Parameter("blst_methods_lookup", Default = "-1", NoEffect = BlocklistReason, Summary = "Methods that are not sent to a blocked destination.")]
    public int BlockedMethods { get; set; } = -1;

    /// <summary>AVP with fr_timer.</summary>
    [Parameter("fr_timer_avp", Summary = "AVP that holds fr_timer of the transaction, in seconds; t_set_fr wins.")]
    public string? SetFinalReplyAvp(string text)
    {
        _finalReplyAvp = AvpNameArgument.Parse(text, out var error);
        return error;
    }

    /// <summary>AVP with fr_inv_timer.</summary>
    [Parameter("fr_inv_timer_avp", Summary = "AVP that holds fr_inv_timer of the transaction, in seconds; t_set_fr wins.")]
    public string? SetFinalReplyInviteAvp(string text)
    {
        _finalReplyInviteAvp = AvpNameArgument.Parse(text, out var error);
        return error;
    }
}
