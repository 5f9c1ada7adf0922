using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>One branch of a transaction: a request sent out and what came back. It is its own timer.</summary>
internal sealed class UacBranch(TransactionBody body, int index) : TimerNode, IRouteWork
{
    /// <summary>The transaction.</summary>
    public Transaction Transaction => body.Owner;

    /// <summary>Branch number, also in the branch parameter.</summary>
    public int Index { get; } = index;

    /// <summary>Request URI it was sent with.</summary>
    public ReusableText Uri { get; } = new();

    /// <summary>Record id of the contact.</summary>
    public ReusableText Ruid { get; } = new();

    /// <summary>Branch flags.</summary>
    public uint Flags { get; set; }

    /// <summary>Where it was sent.</summary>
    public Destination Destination { get; set; }

    /// <summary>The request as sent.</summary>
    public MessageCopy Sent { get; } = new();

    /// <summary>A negative final reply as it would go upstream; empty for one of ours.</summary>
    public MessageCopy Reply { get; } = new();

    /// <summary>Last status code, received or made here; 0 = none yet.</summary>
    public int Status { get; set; }

    /// <summary>True when <see cref="Status"/> was made here (timeout, send error).</summary>
    public bool IsLocal { get; set; }

    /// <summary>Status of a branch that failed before anything was sent, told a little later; 0 = none.</summary>
    public int FailedStatus { get; set; }

    /// <summary>True when it ended because nothing came in time.</summary>
    public bool IsTimeout { get; set; }

    /// <summary>True when any reply came in.</summary>
    public bool HasReply { get; set; }

    /// <summary>True when it does not compete for the final reply any more.</summary>
    public bool IsDiscarded { get; set; }

    /// <summary>True for the branch of a parked request, which was never sent.</summary>
    public bool IsBlind { get; set; }

    /// <summary>To be cancelled with the first provisional reply.</summary>
    public bool IsCancelPending { get; set; }

    /// <summary>CANCEL was sent.</summary>
    public bool IsCancelSent { get; set; }

    /// <summary>What the Reason of its CANCEL says: a status code, 0 nothing, -1 what the received CANCEL says.</summary>
    public int CancelCause { get; set; }

    /// <summary>onreply_route of this branch only.</summary>
    public RouteBody? OnReply { get; set; }

    /// <summary>event_route[tm:branch-failure:name] of this branch.</summary>
    public RouteBody? OnFailure { get; set; }

    /// <summary>When the request is sent again, in timer ms; 0 = not.</summary>
    public long RetransmitAt { get; set; }

    /// <summary>Gap to the retransmission after the next, in ms.</summary>
    public int Gap { get; set; }

    /// <summary>When the CANCEL is sent again; 0 = not.</summary>
    public long CancelAt { get; set; }

    /// <summary>Gap of the CANCEL, in ms.</summary>
    public int CancelGap { get; set; }

    /// <summary>When the branch times out; 0 = not.</summary>
    public long Deadline { get; set; }

    /// <summary>True when the branch is over.</summary>
    public bool HasFinal => Status >= 200;

    /// <inheritdoc />
    public override void Fire(WorkerState worker) => Transaction.LayerInUse?.BranchTimers.Fire(this, worker);

    /// <summary>Takes the place of a branch that failed, at another address.</summary>
    public void TakeOver(UacBranch failed, in Destination destination)
    {
        Uri.Set(failed.Uri);
        Ruid.Set(failed.Ruid);
        Flags = failed.Flags;
        OnReply = failed.OnReply;
        OnFailure = failed.OnFailure;
        Destination = destination;
    }

    /// <inheritdoc />
    void IRouteWork.Run(WorkerState worker) => Transaction.LayerInUse?.BranchTimers.TimedOut(this, worker);

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Clear()
    {
        Uri.Clear();
        Ruid.Clear();
        Flags = 0;
        Destination = default;
        Sent.Clear();
        Reply.Clear();
        Status = CancelCause = FailedStatus = 0;
        IsLocal = IsTimeout = HasReply = IsDiscarded = IsBlind = IsCancelPending = IsCancelSent = false;
        OnReply = OnFailure = null;
        RetransmitAt = CancelAt = Deadline = 0;
        Gap = CancelGap = 0;
    }
}
