using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Parameters.</content>
internal sealed partial class DialogModule
{
    private readonly DialogProfiles _profiles = new();

    [Parameter("enable_stats", Default = "1", Summary = "Count calls.", NoEffect = "counting costs nothing worth saving: it is always on")]
    public int EnableStats { get; set; } = 1;

    [Parameter("hash_size", Default = "4096", Summary = "Size of the table, rounded up to a power of two.", Min = 1, Max = 1 << 24, Reloadable = false)]
    public int HashSize { get; set; } = 4096;

    [Parameter("rr_param", Default = "did", Summary = "Name of the Record-Route parameter with the id of the call.")]
    public string RouteParameter { get; set; } = "did";

    [Parameter("dlg_flag", Default = "-1", Summary = "Message flag that makes a dialog of an INVITE when its transaction begins; -1 = none.", Min = -1, Max = 31)]
    public int DialogFlag { get; set; } = -1;

    [Parameter("timeout_avp", Summary = "AVP with the lifetime of the call in seconds, e.g. $avp(timeout).")]
    public string TimeoutAvp { get; set; } = string.Empty;

    [Parameter("xavp_cfg", Summary = "Name of an XAVP with settings of a call.", NoEffect = "no setting is read from it, as in 5.6; timeout_avp and $dlg_ctx(timeout) set the lifetime")]
    public string SettingsXavp { get; set; } = string.Empty;

    [Parameter("default_timeout", Default = "43200", Unit = "s", Summary = "Lifetime of a call after the answer or the last request in it.", Min = 1)]
    public int DefaultTimeout { get; set; } = 43200;

    [Parameter("early_timeout", Default = "300", Unit = "s", Summary = "How long a call may stay without a final reply.", Min = 1)]
    public int EarlyTimeout { get; set; } = 300;

    [Parameter("noack_timeout", Default = "60", Unit = "s", Summary = "How long an answered call may stay without ACK; it ends 10 s later.", Min = 1)]
    public int NoAckTimeout { get; set; } = 60;

    [Parameter("end_timeout", Default = "300", Unit = "s", Summary = "Longest stay of an ended call; it goes after 5 s, or after this when it is less.", Min = 0)]
    public int EndTimeout { get; set; } = 300;

    [Parameter("dlg_extra_hdrs", Summary = "Header lines, each with CRLF, for requests that the server sends in calls.")]
    public string ExtraHeaders { get; set; } = string.Empty;

    [Parameter("lreq_callee_headers", Summary = "Header lines, each with CRLF, for requests that the server sends to callees.")]
    public string CalleeHeaders { get; set; } = string.Empty;

    [Parameter("dlg_match_mode", Default = "0", Summary = "How requests find their call: 0 by the Route parameter, 1 by it and without it by tags, 2 by tags (no parameter is added).", Min = 0, Max = 2)]
    public int MatchMode { get; set; }

    [Parameter("detect_spirals", Default = "1", Summary = "An INVITE that comes by again belongs to the dialog that is there.")]
    public bool DetectSpirals { get; set; } = true;

    [Parameter("profiles_with_value", Summary = "Profiles whose members have values: names separated by semicolons.")]
    public string? ProfilesWithValue(string names) => _profiles.Declare(names, hasValue: true);

    [Parameter("profiles_no_value", Summary = "Profiles without values: names separated by semicolons.")]
    public string? ProfilesWithoutValue(string names) => _profiles.Declare(names, hasValue: false);

    [Parameter("bridge_controller", Default = "sip:controller@kamailio.org", Summary = "From of the calls that dlg_bridge makes.")]
    public string BridgeController { get; set; } = "sip:controller@kamailio.org";

    [Parameter("bridge_contact", Default = "sip:controller@kamailio.org:5060", Summary = "Contact of the calls that dlg_bridge makes.")]
    public string BridgeContact { get; set; } = "sip:controller@kamailio.org:5060";

    [Parameter("initial_cbs_inscript", Default = "1", Summary = "Other modules hear of a new call: 1 inside dlg_manage, 0 when the script has ended.")]
    public bool InitialInScript { get; set; } = true;

    [Parameter("send_bye", Default = "0", Summary = "BYE to both sides of a call that timed out.")]
    public bool SendBye { get; set; }

    [Parameter("wait_ack", Default = "1", Summary = "A refused call stays a while, for its ACK.")]
    public bool WaitAck { get; set; } = true;

    [Parameter("ka_timer", Default = "0", Unit = "s", Summary = "Smallest time between two keepalives of a call; 0 = none are sent.", Min = 0, Max = 86400)]
    public int KeepaliveTimer { get; set; }

    [Parameter("ka_interval", Default = "0", Unit = "s", Summary = "Time between keepalives of a call, 30 at least; 0 = none.", Min = 0, Max = 86400)]
    public int KeepaliveInterval { get; set; }

    [Parameter("ka_failed_limit", Default = "1", Summary = "Keepalives in a row that fail before a call ends.", Min = 1, Max = 1000)]
    public int KeepaliveFailures { get; set; } = 1;

    [Parameter("timeout_noreset", Default = "0", Summary = "Requests in a call do not put its timeout off.")]
    public bool TimeoutNoReset { get; set; }

    [Parameter("track_cseq_updates", Default = "0", Summary = "Correct CSeq after uac_auth.", NoEffect = "there is no uac_auth yet, and nothing else changes a CSeq")]
    public int TrackCSeq { get; set; }

    [Parameter("keep_proxy_rr", Default = "0", Summary = "Own Record-Routes stay in the way to: 1 the callee, 2 the caller, 3 both.", Min = 0, Max = 3)]
    public int KeepOwnRoutes { get; set; }

    [Parameter("h_id_start", Default = "0", Summary = "Ids begin here; -1 = the server id.", Min = -1)]
    public int FirstId { get; set; }

    [Parameter("h_id_step", Default = "1", Summary = "Distance between ids.", Min = 1)]
    public int IdStep { get; set; } = 1;

    [Parameter("event_callback", Summary = "Function of the script that gets the events instead of event routes.", IsEventCallback = true)]
    public string EventCallback { get; set; } = string.Empty;

    [Parameter("timer_procs", Default = "0", Summary = "Timer processes.", NoEffect = "the timer is a thread of its own")]
    public int TimerProcesses { get; set; }

    [Parameter("dlg_filter_mode", Default = "0", Summary = "1: nothing is sent for calls of other servers.", NoEffect = "all calls in memory are calls of this server")]
    public int FilterMode { get; set; }

    [Parameter("ruri_pvar", Default = "$ru", Summary = "Variable that the request URI of a call is read from.", NoEffect = "the received request URI is kept")]
    public string RequestUriVariable { get; set; } = "$ru";

    [Parameter("debug_variables", Default = "0", Summary = "Log variables.", NoEffect = "dlg.list shows them")]
    public int DebugVariables { get; set; }

    [Parameter("dlg_mode", Default = "0", Summary = "Unique ids of contexts.", NoEffect = "a message knows its dialog by reference")]
    public int DialogMode { get; set; }

    [Parameter("dlg_ctxiuid_mode", Default = "0", Summary = "How the dialog of a message is remembered.", NoEffect = "a message knows its dialog by reference")]
    public int ContextMode { get; set; }

    [Parameter("bye_early_code", Default = "480", Summary = "Status code for callers whose call an operator ends while it rings.", Min = 300, Max = 699)]
    public int EarlyCode { get; set; } = 480;

    [Parameter("bye_early_reason", Default = "Temporarily Unavailable", Summary = "Reason phrase for callers whose call an operator ends while it rings.")]
    public string EarlyReason { get; set; } = "Temporarily Unavailable";

    [Parameter("enable_dmq", Default = "0", Summary = "Replication between servers: only 0.", Min = 0, Max = 0)]
    public int EnableDmq { get; set; }

    [Parameter("enable_dmq_ka_iflags_sync", Default = "0", Summary = "Replicate keepalive settings.", NoEffect = "there is no replication")]
    public int DmqKeepalive { get; set; }

    [Parameter("dmq_peer_id", Default = "dialog", Summary = "Name of the replication channel.", NoEffect = "there is no replication")]
    public string DmqPeerId { get; set; } = "dialog";

    private int RoundedSize() => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)HashSize);

    private void CheckParameters(ModuleValidation validation)
    {
        _profiles.Resolve(_state);
        if (TimeoutAvp.Length > 0 && AvpNames.OfVariable(TimeoutAvp) is null)
            validation.Error("timeout_avp", $"'{TimeoutAvp}' is no AVP", "expected for example $avp(timeout)");

        if (KeepaliveInterval is > 0 and < 30)
            validation.Error("ka_interval", $"{KeepaliveInterval} s between keepalives is too short", "expected 30 or more, or 0 for none");

        if (EarlyReason.AsSpan().ContainsAny('\r', '\n'))
            validation.Error("bye_early_reason", "the reason phrase has a line end", "expected one line");

        if (RouteParameter.Length == 0)
            validation.Error("rr_param", "the Record-Route parameter has no name", "give a name such as did");
    }

    private DialogSettings ReadSettings() => new()
    {
        MatchMode = (DialogMatchMode)MatchMode,
        RouteParameter = Latin1.ToBytes(RouteParameter),
        FlagMask = DialogFlag >= 0 ? 1u << DialogFlag : 0,
        TimeoutAvp = TimeoutAvp.Length > 0 ? AvpNames.OfVariable(TimeoutAvp) : null,
        DefaultTimeout = DefaultTimeout,
        EarlyTimeout = EarlyTimeout,
        NoAckTimeout = NoAckTimeout,
        EndTimeout = EndTimeout,
        Options = (SendBye ? DialogOptions.TimeoutBye : DialogOptions.None) | (TimeoutNoReset ? DialogOptions.TimeoutNoReset : DialogOptions.None),
        DetectSpirals = DetectSpirals,
        AnnouncesInScript = InitialInScript,
        WaitsForAck = WaitAck,
        FirstId = (uint)Math.Max(0, FirstId),
        IdStep = (uint)IdStep,
        KeepsOwnRoutes = KeepOwnRoutes,
        KeepaliveStep = KeepaliveTimer,
        KeepaliveInterval = KeepaliveTimer > 0 ? KeepaliveInterval : 0,
        KeepaliveFailures = KeepaliveFailures,
        ExtraHeaders = Latin1.ToBytes(ExtraHeaders),
        CalleeHeaders = Latin1.ToBytes(CalleeHeaders),
        EventCallback = EventCallback,
    };
}
