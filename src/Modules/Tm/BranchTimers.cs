using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>Timers of branches: repetition of the request and of its CANCEL, wait for a reply.</summary>
internal sealed class BranchTimers(TransactionLayer layer)
{
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(20);

    /// <summary>The request was sent.</summary>
    public void Started(UacBranch branch)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        var setup = branch.Transaction.Setup;
        branch.Deadline = Limit(branch, now, layer.Timers.FinalReply(branch.Transaction));
        if (!branch.Destination.Protocol.IsStream())
        {
            var gap = TransactionTimers.Choose(setup.FirstGapMs, layer.Settings.FirstGap);
            branch.RetransmitAt = now + gap;
            branch.Gap = layer.Timers.NextGap(setup, gap);
        }

        Schedule(branch, now);
    }

    /// <summary>The request was parked: nothing is sent, the wait has a limit.</summary>
    public void Suspended(UacBranch branch)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        branch.Deadline = Limit(branch, now, layer.Timers.FinalReply(branch.Transaction));
        Schedule(branch, now);
    }

    /// <summary>A provisional reply came.</summary>
    public void Provisional(UacBranch branch, bool isFirst)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        if (!branch.Transaction.IsInvite)
        {
            // RFC 3261 §17.1.2.2: in Proceeding the request goes on at T2.
            if (branch.RetransmitAt != 0)
                branch.Gap = TransactionTimers.Choose(branch.Transaction.Setup.LargestGapMs, layer.Settings.LargestGap);

            return;
        }

        branch.RetransmitAt = 0;
        if (isFirst || layer.Settings.RestartOnEachReply)
            branch.Deadline = Limit(branch, now, layer.Timers.FinalReplyInvite(branch.Transaction));

        Schedule(branch, now);
    }

    /// <summary>A CANCEL was sent on the branch.</summary>
    public void Canceled(UacBranch branch)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        if (!branch.Destination.Protocol.IsStream())
        {
            branch.CancelGap = layer.Settings.FirstGap;
            branch.CancelAt = now + branch.CancelGap;
        }

        // RFC 3261 §9.1: the INVITE does not wait for its 487 without end.
        var end = now + layer.Settings.FinalReply;
        branch.Deadline = branch.HasFinal ? end : Math.Min(branch.Deadline, end);
        Schedule(branch, now);
    }

    /// <summary>The CANCEL was answered.</summary>
    public void CancelAnswered(UacBranch branch)
    {
        branch.CancelAt = 0;
        if (branch.HasFinal)
            Stop(branch);
    }

    /// <summary>The final reply came: nothing is repeated any more, and nothing awaited.</summary>
    public void Stop(UacBranch branch)
    {
        branch.RetransmitAt = branch.CancelAt = branch.Deadline = 0;
        layer.Services.Timers.Cancel(branch);
    }

    /// <summary>The timer went off.</summary>
    public void Fire(UacBranch branch, WorkerState worker)
    {
        var transaction = branch.Transaction;
        if (!transaction.Gate.TryEnter())
        {
            layer.Services.Timers.Schedule(branch, Busy);
            return;
        }

        try
        {
            // In the meantime it may have gone to another transaction.
            if (transaction.IsLive && ReferenceEquals(branch.Transaction, transaction) && branch.Deadline != 0)
                Act(branch, worker);
        }
        finally
        {
            transaction.Gate.Exit();
        }
    }

    /// <summary>It failed before anything was sent; the failure_route hears of it by timer.</summary>
    public void Failed(UacBranch branch)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        branch.Deadline = now + 1;
        Schedule(branch, now);
    }

    /// <summary>The script set other times: what is open waits as long as they say, from now.</summary>
    public void Changed(Transaction transaction)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        for (var i = 0; i < transaction.BranchCount; i++)
        {
            var branch = transaction.Branch(i)!;
            if (branch.Deadline == 0 || branch.HasFinal || branch.IsCancelSent)
                continue;

            var isRinging = transaction.IsInvite && branch.HasReply;
            branch.Deadline = Limit(branch, now, isRinging ? layer.Timers.FinalReplyInvite(transaction) : layer.Timers.FinalReply(transaction));
            Schedule(branch, now);
        }
    }

    /// <summary>The wait of a branch is over and its routes have a worker.</summary>
    public void TimedOut(UacBranch branch, WorkerState worker)
    {
        var transaction = branch.Transaction;
        lock (transaction.Gate)
        {
            if (transaction.IsLive && !branch.HasFinal)
                layer.Failure.TimedOut(branch, worker);
        }

        transaction.Release();
    }

    // Routes may block, and the timer has one thread for all: they run elsewhere. No room there: once more later.
    private void End(UacBranch branch, WorkerState worker)
    {
        var isOver = branch.HasFinal;
        Stop(branch);
        if (isOver)
            return;

        if (!layer.Failure.RunsRoutes(branch.Transaction))
        {
            layer.Failure.TimedOut(branch, worker);
            return;
        }

        branch.Transaction.AddReference();
        if (layer.Services.Workers.TryPost(branch))
            return;

        branch.Transaction.Release();
        branch.Deadline = layer.Services.Timers.NowMilliseconds + 1;
        layer.Services.Timers.Schedule(branch, Busy);
    }

    private void Act(UacBranch branch, WorkerState worker)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        if (now >= branch.Deadline)
        {
            End(branch, worker);
            return;
        }

        if (branch.RetransmitAt != 0 && now >= branch.RetransmitAt)
        {
            layer.Downstream.Repeat(branch, worker);
            branch.RetransmitAt += branch.Gap;
            branch.Gap = layer.Timers.NextGap(branch.Transaction.Setup, branch.Gap);
        }

        if (branch.CancelAt != 0 && now >= branch.CancelAt)
        {
            layer.Downstream.RepeatCancel(branch, worker);
            branch.CancelGap = layer.Timers.NextGap(branch.Transaction.Setup, branch.CancelGap);
            branch.CancelAt += branch.CancelGap;
        }

        Schedule(branch, now);
    }

    private long Limit(UacBranch branch, long now, int wait)
    {
        var transaction = branch.Transaction;
        var setup = transaction.Setup;
        var life = transaction.IsInvite
            ? TransactionTimers.Choose(setup.LifetimeInviteMs, layer.Settings.LifetimeInvite)
            : TransactionTimers.Choose(setup.LifetimeOtherMs, layer.Settings.LifetimeOther);
        return Math.Max(now + 1, Math.Min(now + wait, transaction.Began + life));
    }

    private void Schedule(UacBranch branch, long now)
    {
        var due = branch.Deadline;
        if (branch.RetransmitAt != 0)
            due = Math.Min(due, branch.RetransmitAt);

        if (branch.CancelAt != 0)
            due = Math.Min(due, branch.CancelAt);

        layer.Services.Timers.Schedule(branch, TimeSpan.FromMilliseconds(Math.Max(1, due - now)));
    }
}
