using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Tm;

/// <content>Parameters: how requests are found again.</content>
internal sealed partial class TmModule
{
    /// <summary>Request URI of requests without magic cookie.</summary>
    [Parameter("ruri_matching", Default = "1", Summary = "Compare the request URI of requests without magic cookie (RFC 2543).")]
    public bool MatchesRequestUri { get; set; } = true;

    /// <summary>Top Via of requests without magic cookie.</summary>
    [Parameter("via1_matching", Default = "1", Summary = "Compare the top Via of requests without magic cookie (RFC 2543).")]
    public bool MatchesVia { get; set; } = true;

    /// <summary>Call-ID of requests with magic cookie.</summary>
    [Parameter("callid_matching", Default = "0", Summary = "Compare Call-ID of requests with magic cookie too.")]
    public bool MatchesCallId { get; set; }

    /// <summary>How replies are matched.</summary>
    [Parameter("reply_matching", Default = "1", NoEffect = "replies are always matched by the branch parameter", Summary = "How replies are matched.")]
    public int ReplyMatching { get; set; } = 1;

    /// <summary>Extra check of replies.</summary>
    [Parameter("callid_cseq_matching", Default = "0", NoEffect = "the method in CSeq is always compared, and the branch parameter depends on Call-ID", Summary = "Compare Call-ID and CSeq of replies.")]
    public int CallIdCSeqMatching { get; set; }

    /// <summary>Timeout of t_write_unix.</summary>
    [Parameter("unix_tx_timeout", Unit = "ms", Default = "500", NoEffect = "there is no t_write_unix", Summary = "Timeout of t_write_unix.")]
    public int UnixSendTimeout { get; set; }

    /// <summary>Template of t_write_unix.</summary>
    [Parameter("tw_append", NoEffect = "there is no t_write_unix", Summary = "Further fields of t_write_unix.")]
    public string WriteTemplate { get; set; } = string.Empty;

    /// <summary>What CANCEL and ACK are made from.</summary>
    [Parameter("reparse_invite", Default = "1", NoEffect = "CANCEL and ACK are always made from the INVITE as it was sent", Summary = "Make CANCEL and negative ACK from the INVITE as it was sent.")]
    public bool ReparseInvite { get; set; } = true;

    /// <summary>Provisional replies for applications.</summary>
    [Parameter("pass_provisional_replies", Default = "0", NoEffect = "a module that sends a request says itself what it wants to hear of", Summary = "Tell applications of provisional replies too.")]
    public bool PassProvisional { get; set; }

    /// <summary>Socket of a failover.</summary>
    [Parameter("dns_reuse_rcv_socket", Default = "0", NoEffect = "the receiving socket is always preferred when it fits", Summary = "Use the receiving socket for DNS failover.")]
    public bool ReuseReceivingSocket { get; set; }

    /// <summary>Rewriting for a failover.</summary>
    [Parameter("reparse_on_dns_failover", Default = "1", NoEffect = "the request is always written anew for the next address", Summary = "Write the request anew on DNS failover.")]
    public bool ReparseOnFailover { get; set; } = true;

    /// <summary>Parked replies.</summary>
    [Parameter("reply_relay_mode", Default = "1", NoEffect = "replies are not parked", Summary = "What becomes of a parked 200 when another final reply went before.")]
    public int ReplyRelayMode { get; set; } = 1;

    /// <summary>Branch of the ACK of ours.</summary>
    [Parameter("local_ack_branch_mode", Default = "0", NoEffect = "the ACK to a 2xx has a branch of its own (RFC 3261 §13.2.2.4)", Summary = "Branch of the ACK to a 2xx of an INVITE made here.")]
    public int LocalAckBranchMode { get; set; }

    /// <summary>Reason of hop by hop CANCELs.</summary>
    [Parameter("e2e_cancel_hop_by_hop", Default = "1", NoEffect = "a CANCEL is always answered hop by hop", Summary = "Answer CANCEL hop by hop.")]
    public bool CancelHopByHop { get; set; } = true;

    /// <summary>How headers are kept.</summary>
    [Parameter("headers_mode", Default = "0", NoEffect = "the whole request is kept", Summary = "How headers of the request are kept.")]
    public int HeadersMode { get; set; }

    /// <summary>Contact parameters of 3xx.</summary>
    [Parameter("rich_redirect", Default = "0", NoEffect = "a 3xx of a transaction has the Contact that the script gives it", Summary = "What the Contact of a 3xx carries.")]
    public int RichRedirect { get; set; }

    /// <summary>Delayed replies.</summary>
    [Parameter("delayed_reply", Default = "1", NoEffect = "the answer of ours to a relay that failed always waits for the end of the script", Summary = "Answer a relay that failed when the script ended.")]
    public bool DelayedReply { get; set; } = true;

    /// <summary>Mode of the event route.</summary>
    [Parameter("evlreq_mode", Default = "0", NoEffect = "event_route[tm:local-request] always sees the request before it is sent", Summary = "When event_route[tm:local-request] runs.")]
    public int LocalRequestMode { get; set; }

    /// <summary>Function for local-response-sent.</summary>
    [Parameter("event_callback_lres_sent", IsEventCallback = true, Summary = "KEMI function for tm:local-response-sent; without it event_callback gets the event.")]
    public string LocalResponseCallback { get; set; } = string.Empty;

    /// <summary>Function for local-ack-sent.</summary>
    [Parameter("evcb_local_ack_sent", IsEventCallback = true, Summary = "KEMI function for tm:local-ack-sent; without it event_callback gets the event.")]
    public string LocalAckCallback { get; set; } = string.Empty;

    private MatchRules Rules() => (MatchesRequestUri ? MatchRules.RequestUri : MatchRules.None)
        | (MatchesVia ? MatchRules.Via : MatchRules.None)
        | (MatchesCallId ? MatchRules.CallId : MatchRules.None);
}
