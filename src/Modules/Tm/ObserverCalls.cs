using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Tells other modules what happens to transactions; nothing is done when none wants to know.</summary>
internal sealed class ObserverCalls(TransactionLayer layer)
{
    private ITransactionObserver[] _observers = [];

    /// <summary>Sets who is told.</summary>
    public void Set(IReadOnlyList<ITransactionObserver> observers) => _observers = [.. observers];

    /// <summary>A transaction began.</summary>
    public void Began(RoutingContext context)
    {
        foreach (var observer in _observers)
            observer.Began(context);
    }

    /// <summary>A reply is about to go upstream.</summary>
    public void Replying(Transaction transaction, WorkerState worker, in ReplyFacts facts)
    {
        if (_observers.Length == 0 || facts.Code == 100)
            return;

        var reply = Describe(transaction, worker, facts);
        foreach (var observer in _observers)
            observer.Replying(reply);
    }

    /// <summary>A reply went upstream.</summary>
    public void Replied(Transaction transaction, WorkerState worker, in ReplyFacts facts)
    {
        if (_observers.Length == 0)
            return;

        Tell(Describe(transaction, worker, facts), isFailure: false);
    }

    /// <summary>All branches failed.</summary>
    public void Failed(UacBranch picked, WorkerState worker)
    {
        if (_observers.Length == 0)
            return;

        var transaction = picked.Transaction;
        var before = transaction.PickedStatus;
        transaction.PickedStatus = picked.Status;
        Tell(Describe(transaction, worker, picked.Status, picked.Index, picked.IsLocal, picked.Reply), isFailure: true);
        transaction.PickedStatus = before;
    }

    /// <summary>The ACK to a 2xx, which is no part of the INVITE's transaction, came by.</summary>
    public void Acknowledged(RoutingContext ack)
    {
        if (_observers.Length == 0 || layer.Services.Table.FindAnswered(ack.Message, isLocal: false) is not { } invite)
            return;

        lock (invite.Gate)
        {
            foreach (var observer in _observers)
            {
                if (invite.IsLive)
                    observer.Acknowledged(invite.Request, ack);
            }
        }

        invite.Release();
    }

    /// <summary>A transaction was taken out of the table; one whose request carries nothing of other modules goes without a word.</summary>
    public void Ended(Transaction transaction)
    {
        foreach (var observer in _observers)
            observer.Ended(transaction.Request);
    }

    private TransactionReply Describe(Transaction transaction, WorkerState worker, in ReplyFacts facts)
    {
        var isLocal = facts.Origin == MessageOrigin.TransactionReply;
        var received = facts.Context.Message.IsRequest ? null : facts.Context;
        return Describe(transaction, worker, facts.Code, facts.Branch, isLocal, transaction.LastReply, received);
    }

    private TransactionReply Describe(
        Transaction transaction,
        WorkerState worker,
        int code,
        int branch,
        bool isLocal,
        MessageCopy reply,
        RoutingContext? received = null)
    {
        transaction.Request.Worker = worker;
        return new TransactionReply
        {
            Request = transaction.Request,
            Worker = worker,
            Code = code,
            Branch = branch,
            IsLocal = isLocal,
            Received = received,
            BranchUri = transaction.Branch(branch) is { } known ? known.Uri.Span : default,
            Buffer = reply.Buffer,
            Length = reply.Length,
            Tags = layer.Tags,
        };
    }

    private void Tell(in TransactionReply reply, bool isFailure)
    {
        foreach (var observer in _observers)
        {
            if (isFailure)
                observer.Failed(reply);
            else
                observer.Replied(reply);
        }
    }
}
