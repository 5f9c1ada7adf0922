using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Tm;

/// <content>Searches for operators.</content>
internal sealed partial class TransactionTable
{
    /// <summary>Finds the transaction of a received request by its Call-ID and CSeq, INVITE first; the caller gets a reference.</summary>
    /// <param name="callId">Value of Call-ID.</param>
    /// <param name="cseq">Digits of CSeq, or the whole value.</param>
    public Transaction? Find(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> cseq)
    {
        cseq = cseq.Trim((byte)' ');
        var blank = cseq.IndexOf((byte)' ');
        var method = blank < 0 ? default : cseq[(blank + 1)..].TrimStart((byte)' ');
        var digits = blank < 0 ? cseq : cseq[..blank];
        var bucket = BranchId.Bucket(callId, digits);
        var key = RequestMatch.CallKeyOf(callId, digits);
        lock (StripeOf(bucket).Gate)
        {
            Transaction? found = null;
            foreach (ref readonly var entry in _buckets[bucket].Entries)
            {
                if (entry.CallKey == key && IsOf(Revive(entry.Transaction), callId, digits, method) && (found is null || entry.Transaction.IsInvite))
                    found = entry.Transaction;
            }

            found?.AddReference();
            return found;
        }
    }

    /// <summary>Copies a list of live transactions, each with a reference for the caller.</summary>
    public List<Transaction> Snapshot(int limit)
    {
        var found = new List<Transaction>();
        for (var bucket = 0; bucket < _buckets.Length && found.Count < limit; bucket++)
        {
            lock (StripeOf(bucket).Gate)
            {
                foreach (ref readonly var entry in _buckets[bucket].Entries)
                {
                    if (found.Count < limit)
                        found.Add(Refer(entry.Transaction));
                }
            }
        }

        return found;
    }

    /// <summary>Counts those that only wait for late messages.</summary>
    public int CountWaiting()
    {
        var count = 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            lock (StripeOf(bucket).Gate)
            {
                foreach (ref readonly var entry in _buckets[bucket].Entries)
                    count += entry.Transaction.IsWaiting ? 1 : 0;
            }
        }

        return count;
    }

    private static bool IsOf(Transaction one, ReadOnlySpan<byte> callId, ReadOnlySpan<byte> digits, ReadOnlySpan<byte> method)
    {
        var message = one.Request.Message;
        return message.Method != SipMethod.Cancel
            && message.TryGetCallId(out var known)
            && message.Span(known).SequenceEqual(callId)
            && message.TryGetCSeq(out var cseq)
            && message.Span(cseq.NumberText).SequenceEqual(digits)
            && (method.IsEmpty || message.Span(cseq.MethodText).SequenceEqual(method));
    }
}
