namespace Signalbox.Modules.Tm;

/// <summary>The parameters of one generation; times in ms.</summary>
internal sealed record TmSettings
{
    /// <summary>Wait for a final reply, or for the ACK to a negative one.</summary>
    public int FinalReply { get; init; } = 30000;

    /// <summary>Wait for a final reply to an INVITE after a provisional one.</summary>
    public int FinalReplyInvite { get; init; } = 120000;

    /// <summary>How long an ended transaction absorbs late messages.</summary>
    public int Wait { get; init; } = 5000;

    /// <summary>First retransmission gap.</summary>
    public int FirstGap { get; init; } = 500;

    /// <summary>Largest retransmission gap.</summary>
    public int LargestGap { get; init; } = 4000;

    /// <summary>Life of an INVITE transaction.</summary>
    public int LifetimeInvite { get; init; } = 180000;

    /// <summary>Life of another transaction.</summary>
    public int LifetimeOther { get; init; } = 32000;

    /// <summary>Each provisional reply starts <see cref="FinalReplyInvite"/> again.</summary>
    public bool RestartOnEachReply { get; init; } = true;

    /// <summary>Which earlier branches compete: 0 all, 1 and 3 none, 2 all but the last leg.</summary>
    public int FailureReplyMode { get; init; } = 3;

    /// <summary>Send 100 to INVITE.</summary>
    public bool Automatic100 { get; init; } = true;

    /// <summary>Reason phrase of that 100.</summary>
    public byte[] Reason100 { get; init; } = "trying -- your call is important to us"u8.ToArray();

    /// <summary>A chosen 503 goes upstream as 500.</summary>
    public bool Remap503 { get; init; } = true;

    /// <summary>6xx is an ordinary failure.</summary>
    public bool Disable6xx { get; init; }

    /// <summary>CANCELs made here tell why.</summary>
    public bool LocalCancelReason { get; init; } = true;

    /// <summary>Reason of a received CANCEL is passed on.</summary>
    public bool EndToEndCancelReason { get; init; } = true;

    /// <summary>CANCEL without INVITE: 0 relayed statefully, 1 statelessly, 2 dropped.</summary>
    public int UnmatchedCancel { get; init; }

    /// <summary>Branches without provisional reply: 0 ended with 487, 1 cancelled at the first 1xx, 2 cancelled at once.</summary>
    public int CancelMode { get; init; } = 1;

    /// <summary>Added to the priority of replies made here.</summary>
    public int FakedReplyPriority { get; init; }

    /// <summary>100 from downstream is relayed too.</summary>
    public bool Relay100 { get; init; }

    /// <summary>Server line of own replies, with CRLF.</summary>
    public byte[] ServerLine { get; init; } = [];

    /// <summary>User-Agent line of own requests, with CRLF.</summary>
    public byte[] UserAgentLine { get; init; } = [];

    /// <summary>Where the ACK to a 2xx of an INVITE made here goes: 0 along the route set, 1 next hop of the INVITE, 2 source of the reply.</summary>
    public int LocalAckMode { get; init; }

    /// <summary>What is compared besides the rule.</summary>
    public MatchRules Match { get; init; } = MatchRules.RequestUri | MatchRules.Via;

    /// <summary>Challenges of several branches go into one reply.</summary>
    public bool AggregateChallenges { get; init; } = true;

    /// <summary>An INVITE that nobody answered is answered with 408.</summary>
    public bool Noisy { get; init; } = true;

    /// <summary>Code of the reply when nothing came.</summary>
    public int TimeoutCode { get; init; } = 408;

    /// <summary>Phrase of that reply.</summary>
    public byte[] TimeoutReason { get; init; } = "Request Timeout"u8.ToArray();

    /// <summary>Code of t_reply with a bad one.</summary>
    public int DefaultCode { get; init; } = 500;

    /// <summary>Phrase of t_reply without one.</summary>
    public byte[] DefaultReason { get; init; } = "Server Internal Error"u8.ToArray();

    /// <summary>Beginning of the names of headers that CANCEL and negative ACK get; empty = none.</summary>
    public byte[] ExtraHeaders { get; init; } = [];

    /// <summary>A relay that fails at once goes to the failure_route.</summary>
    public bool FailsLater { get; init; }

    /// <summary>A failure_route that ran longer is logged; 0 = never.</summary>
    public int SlowRoute { get; init; }

    /// <summary>failure_route of requests made here.</summary>
    public bool LocalFailureRoutes { get; init; }

    /// <summary>AVP that holds fr_timer in seconds, or null.</summary>
    public string? FinalReplyAvp { get; init; }

    /// <summary>AVP that holds fr_inv_timer in seconds, or null.</summary>
    public string? FinalReplyInviteAvp { get; init; }

    /// <summary>Codes besides 503 that make the next address be tried.</summary>
    public int[] FailoverCodes { get; init; } = [];
}
