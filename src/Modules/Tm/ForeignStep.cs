using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>What scripts and operators do to a transaction that is not theirs: cancel it, answer it, send its reply again.</summary>
internal sealed class ForeignStep(TransactionLayer layer)
{
    /// <summary>Finds by Call-ID and CSeq; the caller gets a reference.</summary>
    public Transaction? Find(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> cseq) => layer.Services.Table.Find(callId, cseq);

    /// <summary>Cancels the branches of an INVITE.</summary>
    /// <param name="transaction">The INVITE.</param>
    /// <param name="worker">The worker at work.</param>
    /// <param name="cause">Status code for Reason; 0 = none.</param>
    /// <param name="flags">Message flags to set in it.</param>
    /// <returns>False when it is over.</returns>
    public bool Cancel(Transaction transaction, WorkerState worker, int cause, uint flags)
    {
        lock (transaction.Gate)
        {
            if (!transaction.IsLive || transaction.HasFinal)
                return false;

            transaction.Request.Flags |= flags;
            transaction.Layer.Downstream.CancelOthers(transaction, worker, -1, cause);
            if (transaction.BranchCount > 0 && transaction.AllEnded)
                transaction.Layer.Failure.Finish(transaction, worker);

            return true;
        }
    }

    /// <summary>Answers; false when a final reply went before.</summary>
    public bool Answer(Transaction transaction, WorkerState worker, int code, ReadOnlySpan<byte> reason)
    {
        lock (transaction.Gate)
            return transaction.IsLive && transaction.Local is null && transaction.Layer.Upstream.Answer(transaction, worker, code, reason);
    }

    /// <summary>Sends the last reply again; false when there is none.</summary>
    public bool Repeat(Transaction transaction, WorkerState worker)
    {
        lock (transaction.Gate)
        {
            if (!transaction.IsLive || transaction.LastReply.IsEmpty)
                return false;

            transaction.Layer.Upstream.Repeat(transaction, worker);
            return true;
        }
    }
}
