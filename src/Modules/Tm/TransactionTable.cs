using System.Buffers.Binary;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Tap;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>
/// All transactions, by the bucket that is also in their branch parameter. State: it outlives snapshots. A lock guards
/// every 256th bucket and is held only to search it, newest first, never while a route runs.
/// </summary>
internal sealed partial class TransactionTable
{
    private const int Stripes = 256;
    private const int Pools = 16;
    private readonly TransactionBucket[] _buckets = new TransactionBucket[BranchId.Buckets];
    private readonly TransactionStripe[] _stripes = new TransactionStripe[Stripes];
    private readonly SparePool<Transaction>[] _pools = new SparePool<Transaction>[Pools];
    private readonly SparePool<TransactionBody>[] _bodies = new SparePool<TransactionBody>[Pools];
    private uint _labels;

    /// <summary>Makes an empty table.</summary>
    public TransactionTable()
    {
        for (var i = 0; i < Stripes; i++)
            _stripes[i] = new TransactionStripe();

        for (var i = 0; i < Pools; i++)
        {
            _pools[i] = new SparePool<Transaction>(static pool => new Transaction(pool));
            _bodies[i] = new SparePool<TransactionBody>(static pool => new TransactionBody(pool));
        }
    }

    /// <summary>Transactions in the table.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var stripe in _stripes)
                count += stripe.Count;

            return count;
        }
    }

    /// <summary>Takes an unused transaction; it goes back to the same pool, whichever thread ends it.</summary>
    /// <param name="worker">Number of the worker that asks.</param>
    public Transaction Rent(int worker)
    {
        var transaction = _pools[worker % Pools].Rent();
        transaction.Attach(_bodies[worker % Pools].Rent());
        return transaction;
    }

    /// <summary>Enters a transaction unless its request is there already.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="rules">What is compared besides the rule.</param>
    /// <returns>Null when it went in; else the known one, with a reference for the caller.</returns>
    public Transaction? AddOrFind(Transaction transaction, MatchRules rules)
    {
        transaction.Label = Interlocked.Increment(ref _labels);
        var message = transaction.Request.Message;
        var entry = new TransactionEntry(transaction, RequestMatch.KeyOf(message), RequestMatch.CallKeyOf(message), DigestKeyOf(transaction.Digest));
        var stripe = StripeOf(transaction.Bucket);
        lock (stripe.Gate)
        {
            if (Walk(transaction.Bucket, message, message.Method, rules) is { } known)
                return known;

            transaction.AddReference();
            _buckets[transaction.Bucket].Add(entry);
            stripe.Count++;
            return null;
        }
    }

    /// <summary>Finds the transaction of a request; the caller gets a reference.</summary>
    /// <param name="message">The request.</param>
    /// <param name="method">Method of the transaction wanted: that of the request, or INVITE for ACK and CANCEL.</param>
    /// <param name="rules">What is compared besides the rule.</param>
    public Transaction? Find(SipMessage message, SipMethod method, MatchRules rules)
    {
        var bucket = BranchId.Bucket(message);
        lock (StripeOf(bucket).Gate)
            return Walk(bucket, message, method, rules);
    }

    /// <summary>
    /// Finds the INVITE that an ACK to its 2xx belongs to (RFC 3261 §13.2.2.4: same Call-ID, CSeq number and From tag); the
    /// caller gets a reference. Both have the same bucket.
    /// </summary>
    /// <param name="ack">The ACK.</param>
    /// <param name="isLocal">True when only a 2xx that was made here counts.</param>
    public Transaction? FindAnswered(SipMessage ack, bool isLocal)
    {
        var bucket = BranchId.Bucket(ack);
        var key = RequestMatch.CallKeyOf(ack);
        lock (StripeOf(bucket).Gate)
        {
            var entries = _buckets[bucket].Entries;
            for (var i = entries.Length - 1; i >= 0; i--)
            {
                ref readonly var entry = ref entries[i];
                var one = entry.Transaction;
                if (entry.CallKey != key || !one.IsInvite || one.LastStatus is < 200 or >= 300 || (isLocal && one.LastOrigin != MessageOrigin.TransactionReply))
                    continue;

                if (RequestMatch.IsAckOfSuccess(MessageOf(one), ack))
                    return Refer(one);
            }
        }

        return null;
    }

    /// <summary>
    /// Finds the transaction whose branch a reply carries; the caller gets a reference. An INVITE and its CANCEL have the
    /// same branch: a reply to the CANCEL belongs to the INVITE, unless the CANCEL was relayed by itself.
    /// </summary>
    public Transaction? Find(int bucket, ReadOnlySpan<byte> digest, SipMessage reply, in CSeq cseq)
    {
        var key = DigestKeyOf(digest);
        lock (StripeOf(bucket).Gate)
        {
            var entries = _buckets[bucket].Entries;
            for (var i = entries.Length - 1; i >= 0; i--)
            {
                ref readonly var entry = ref entries[i];
                if (entry.DigestKey != key)
                    continue;

                var one = entry.Transaction;
                if (digest.SequenceEqual(one.Digest) && RequestMatch.IsAnsweredBy(Revive(one), reply, cseq))
                    return Refer(one);
            }
        }

        return null;
    }

    /// <summary>Finds a transaction by what names it; the caller gets a reference.</summary>
    public Transaction? Find(TransactionId id)
    {
        if ((uint)id.Index >= (uint)_buckets.Length)
            return null;

        lock (StripeOf(id.Index).Gate)
        {
            foreach (ref readonly var entry in _buckets[id.Index].Entries)
            {
                if (entry.Transaction.Label == id.Label)
                    return Refer(entry.Transaction);
            }
        }

        return null;
    }

    /// <summary>Takes a transaction out; the table's reference goes to the caller.</summary>
    public void Remove(Transaction transaction)
    {
        var bucket = transaction.Bucket;
        var stripe = StripeOf(bucket);
        lock (stripe.Gate)
        {
            if (_buckets[bucket].Remove(transaction))
                stripe.Count--;
        }
    }

    /// <summary>Takes the body of a transaction that only the table refers to; null when somebody has found it. Under its gate.</summary>
    public TransactionBody? Detach(Transaction transaction)
    {
        lock (StripeOf(transaction.Bucket).Gate)
            return transaction.IsUnwatched ? transaction.Detach() : null;
    }

    // The keys spare the others of the bucket: they are seldom in the processor's cache.
    private Transaction? Walk(int bucket, SipMessage message, SipMethod method, MatchRules rules)
    {
        var key = RequestMatch.KeyOf(message);
        var call = key == RequestMatch.AnyKey ? RequestMatch.CallKeyOf(message) : 0;
        var entries = _buckets[bucket].Entries;
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            ref readonly var entry = ref entries[i];
            var isCandidate = key == RequestMatch.AnyKey ? call == entry.CallKey : key == entry.RequestKey;
            if (isCandidate && RequestMatch.IsSame(MessageOf(entry.Transaction), message, method, rules))
                return Refer(entry.Transaction);
        }

        return null;
    }

    private Transaction Refer(Transaction one)
    {
        Revive(one).AddReference();
        return one;
    }

    private SipMessage MessageOf(Transaction one) => Revive(one).Request.Message;

    // Under the lock of its stripe, like Detach.
    private Transaction Revive(Transaction one)
    {
        if (!one.HasBody)
            one.Revive(_bodies[(int)(one.Label % Pools)].Rent());

        return one;
    }

    private static ulong DigestKeyOf(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadUInt64LittleEndian(digest);

    private TransactionStripe StripeOf(int bucket) => _stripes[bucket % Stripes];
}
