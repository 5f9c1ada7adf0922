using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>What a script asked of a transaction: routes to run and times to keep. -1 = as the module says.</summary>
internal sealed class TransactionSetup
{
    /// <summary>branch_route, run for each branch of the next relay.</summary>
    public RouteBody? OnBranch { get; set; }

    /// <summary>onreply_route of all branches.</summary>
    public RouteBody? OnReply { get; set; }

    /// <summary>failure_route; taken when it runs.</summary>
    public RouteBody? OnFailure { get; set; }

    /// <summary>event_route[tm:branch-failure:name].</summary>
    public RouteBody? OnBranchFailure { get; set; }

    /// <summary>fr_timer in ms.</summary>
    public int FinalReplyMs { get; set; } = -1;

    /// <summary>fr_inv_timer in ms.</summary>
    public int FinalReplyInviteMs { get; set; } = -1;

    /// <summary>First retransmission gap in ms.</summary>
    public int FirstGapMs { get; set; } = -1;

    /// <summary>Largest retransmission gap in ms.</summary>
    public int LargestGapMs { get; set; } = -1;

    /// <summary>Life of an INVITE transaction in ms.</summary>
    public int LifetimeInviteMs { get; set; } = -1;

    /// <summary>Life of another transaction in ms.</summary>
    public int LifetimeOtherMs { get; set; } = -1;

    /// <summary>Send 100 by itself: 1 yes, 0 no.</summary>
    public int Automatic100 { get; set; } = -1;

    /// <summary>6xx is an ordinary failure: 1 yes, 0 no.</summary>
    public int Disable6xx { get; set; } = -1;

    /// <summary>No answer of ours when a relay fails.</summary>
    public bool DisableInternalReply { get; set; }

    /// <summary>Do not copy Reason of a CANCEL.</summary>
    public bool DisableCancelReason { get; set; }

    /// <summary>No further address of a name is tried.</summary>
    public bool DisableFailover { get; set; }

    /// <summary>A 2xx to an INVITE made here is not acknowledged here.</summary>
    public bool NoAutomaticAck { get; set; }

    /// <summary>Back to the beginning.</summary>
    public void Clear()
    {
        OnBranch = OnReply = OnFailure = OnBranchFailure = null;
        ClearTimes();
        Automatic100 = Disable6xx = -1;
        DisableInternalReply = DisableCancelReason = DisableFailover = NoAutomaticAck = false;
    }

    /// <summary>Times as the module says.</summary>
    public void ClearTimes()
    {
        FinalReplyMs = FinalReplyInviteMs = FirstGapMs = LargestGapMs = LifetimeInviteMs = LifetimeOtherMs = -1;
    }

    /// <summary>Takes over another one.</summary>
    public void CopyFrom(TransactionSetup other)
    {
        OnBranch = other.OnBranch;
        OnReply = other.OnReply;
        OnFailure = other.OnFailure;
        OnBranchFailure = other.OnBranchFailure;
        FinalReplyMs = other.FinalReplyMs;
        FinalReplyInviteMs = other.FinalReplyInviteMs;
        FirstGapMs = other.FirstGapMs;
        LargestGapMs = other.LargestGapMs;
        LifetimeInviteMs = other.LifetimeInviteMs;
        LifetimeOtherMs = other.LifetimeOtherMs;
        Automatic100 = other.Automatic100;
        Disable6xx = other.Disable6xx;
        DisableInternalReply = other.DisableInternalReply;
        DisableCancelReason = other.DisableCancelReason;
        DisableFailover = other.DisableFailover;
        NoAutomaticAck = other.NoAutomaticAck;
    }
}
