using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>Timers of the upstream side: repetition of negative INVITE replies, wait for ACK, wait for late messages.</summary>
internal sealed class TransactionTimers(TransactionLayer layer)
{
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(20);

    /// <summary>A final reply went upstream: a negative one to an INVITE awaits its ACK, anything else only lingers.</summary>
    public void FinalSent(Transaction transaction)
    {
        if (!transaction.IsInvite || transaction.LastStatus < 300)
        {
            Linger(transaction);
            return;
        }

        if (transaction.Deadline != 0)
            return;

        var now = layer.Services.Timers.NowMilliseconds;
        // Whichever is shorter: the peer's wait timer runs from the reply on, whether its ACK comes or not (recorded).
        transaction.Deadline = now + Math.Min(FinalReply(transaction), layer.Settings.Wait);
        if (!transaction.ReplyTo.Protocol.IsStream())
        {
            var gap = Choose(transaction.Setup.FirstGapMs, layer.Settings.FirstGap);
            transaction.RetransmitAt = now + gap;
            transaction.Gap = NextGap(transaction.Setup, gap);
        }

        Schedule(transaction, now);
    }

    /// <summary>Keeps the transaction for late messages, then ends it.</summary>
    public void Linger(Transaction transaction)
    {
        if (transaction.IsWaiting)
            return;

        transaction.IsWaiting = true;
        transaction.RetransmitAt = 0;
        var now = layer.Services.Timers.NowMilliseconds;
        transaction.Deadline = now + layer.Settings.Wait;
        Schedule(transaction, now);
    }

    /// <summary>The timer went off.</summary>
    public void Fire(Transaction transaction, WorkerState worker)
    {
        // A route of the transaction may be running; the timer worker does not wait for it.
        if (!transaction.Gate.TryEnter())
        {
            layer.Services.Timers.Schedule(transaction, Busy);
            return;
        }

        try
        {
            if (transaction.IsLive && transaction.Deadline != 0)
                Act(transaction, worker);
        }
        finally
        {
            transaction.Gate.Exit();
        }
    }

    /// <summary>The gap after a gap: doubled up to the limit.</summary>
    public int NextGap(TransactionSetup setup, int gap) => Math.Min(gap * 2, Choose(setup.LargestGapMs, layer.Settings.LargestGap));

    /// <summary>What the script set, else what the module says.</summary>
    public static int Choose(int own, int common) => own > 0 ? own : common;

    /// <summary>fr_timer of a transaction in ms.</summary>
    public int FinalReply(Transaction transaction) =>
        OfAvp(transaction, transaction.Setup.FinalReplyMs, layer.Settings.FinalReplyAvp, layer.Settings.FinalReply);

    /// <summary>fr_inv_timer of a transaction in ms.</summary>
    public int FinalReplyInvite(Transaction transaction) =>
        OfAvp(transaction, transaction.Setup.FinalReplyInviteMs, layer.Settings.FinalReplyInviteAvp, layer.Settings.FinalReplyInvite);

    private static int OfAvp(Transaction transaction, int own, string? avp, int common)
    {
        if (own > 0 || avp is null || !transaction.Request.Avps.Get(avp).TryToInteger(out var seconds) || seconds is < 1 or > int.MaxValue / 1000)
            return Choose(own, common);

        return (int)seconds * 1000;
    }

    private void Act(Transaction transaction, WorkerState worker)
    {
        var now = layer.Services.Timers.NowMilliseconds;
        if (now >= transaction.Deadline)
        {
            if (transaction.IsWaiting)
                layer.Remove(transaction);
            else
                Linger(transaction);

            return;
        }

        if (transaction.RetransmitAt != 0 && now >= transaction.RetransmitAt)
        {
            layer.Upstream.Repeat(transaction, worker);
            transaction.RetransmitAt += transaction.Gap;
            transaction.Gap = NextGap(transaction.Setup, transaction.Gap);
        }

        Schedule(transaction, now);
    }

    private void Schedule(Transaction transaction, long now)
    {
        var due = transaction.Deadline;
        if (transaction.RetransmitAt != 0)
            due = Math.Min(due, transaction.RetransmitAt);

        layer.Services.Timers.Schedule(transaction, TimeSpan.FromMilliseconds(Math.Max(1, due - now)));
    }
}
