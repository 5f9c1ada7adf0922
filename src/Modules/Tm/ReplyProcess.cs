using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.Tm;

/// <summary>Received replies: matched by the branch parameter, then relayed, kept or absorbed (RFC 3261 §16.7).</summary>
internal sealed class ReplyProcess(TransactionLayer layer)
{
    /// <summary>Finds the transaction of a reply and shows the match.</summary>
    public void Match(RoutingContext context)
    {
        var message = context.Message;
        if (!message.TryGetVia(out var via) || !BranchId.TryParse(message.Span(via.Branch), out var bucket, out var digest, out var number))
            return;

        if (!message.TryGetCSeq(out var cseq) || layer.Services.Table.Find(bucket, digest, message, cseq) is not { } transaction)
            return;

        layer.Services.Statistics.Received.Increment();
        context.Transaction = transaction;
        context.BranchIndex = number;
        TransactionLayer.ShowMatch(context, transaction, number, isRetransmission: false);
    }

    /// <summary>Deals with a matched reply; always true then.</summary>
    public bool Handle(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return false;

        var snapshot = context.Snapshot;
        lock (transaction.Gate)
        {
            if (transaction.IsLive && transaction.Branch(context.BranchIndex) is { } branch)
            {
                // The routes that were armed belong to the generation that began the transaction.
                context.Snapshot = transaction.Request.Snapshot;
                context.BranchFlags = branch.Flags;
                context.ShareAvps(transaction.Request.Avps);
                context.Flags = transaction.Request.Flags;
                transaction.Layer.Replies.Process(transaction, branch, context);
                context.Snapshot = snapshot;
            }
        }

        context.Transaction = null;
        context.UseOwnAvps();
        transaction.Release();
        return true;
    }

    private void Process(Transaction transaction, UacBranch branch, RoutingContext context)
    {
        context.Message.TryGetCSeq(out var cseq);
        if (cseq.Method == SipMethod.Cancel && transaction.IsInvite)
        {
            if (context.Message.StatusCode >= 200)
                layer.BranchTimers.CancelAnswered(branch);

            layer.Services.Statistics.Absorbed.Increment();
            return;
        }

        var code = context.Message.StatusCode;
        if (code >= 300 && transaction.IsInvite)
            layer.Downstream.Acknowledge(branch, context);

        if (branch.HasFinal && !(transaction.IsInvite && code is >= 200 and < 300))
        {
            layer.Services.Statistics.Absorbed.Increment();
            return;
        }

        if (code < 200)
            Provisional(transaction, branch, context, code);
        else
            Final(transaction, branch, context, code);
    }

    private void Provisional(Transaction transaction, UacBranch branch, RoutingContext context, int code)
    {
        layer.BranchTimers.Provisional(branch, isFirst: !branch.HasReply);
        branch.HasReply = true;
        branch.Status = code;
        var dropped = IsDropped(transaction, branch, context);
        branch.Status = code = context.Message.StatusCode;
        if (transaction.Local is { } local)
        {
            LocalRequestStep.Progressed(local, context, code);
            dropped = true;
        }

        if (branch.IsCancelPending)
        {
            layer.Downstream.Cancel(branch, context.Worker);
            dropped = true;
        }

        if (dropped || transaction.HasFinal || transaction.IsReplica || (code == 100 && !layer.Settings.Relay100))
        {
            layer.Services.Statistics.Absorbed.Increment();
            return;
        }

        Relay(transaction, branch, context, code, isRetransmission: false);
    }

    private void Final(Transaction transaction, UacBranch branch, RoutingContext context, int code)
    {
        var isRepeated = branch.HasFinal && !branch.IsLocal && branch.Status < 300;
        layer.BranchTimers.Stop(branch);
        branch.HasReply = true;
        branch.IsLocal = false;
        branch.IsCancelPending = false;
        branch.Status = code;
        IsDropped(transaction, branch, context);
        branch.Status = code = context.Message.StatusCode;
        if (transaction.Local is not null)
            layer.Local.Answered(branch, context, code);
        else if (code < 300)
            Succeed(transaction, branch, context, code, isRepeated);
        else
            Fail(transaction, branch, context);
    }

    private void Succeed(Transaction transaction, UacBranch branch, RoutingContext context, int code, bool isRepeated)
    {
        // A 2xx to an INVITE always passes, late ones and those of other branches too; any other request has one final reply.
        if ((transaction.HasFinal && !transaction.IsInvite) || transaction.IsReplica)
        {
            layer.Services.Statistics.Absorbed.Increment();
            if (transaction.IsReplica && transaction.AllEnded && !transaction.HasFinal)
                layer.Timers.Linger(transaction);

            return;
        }

        Relay(transaction, branch, context, code, isRepeated);
        layer.Downstream.CancelOthers(transaction, context.Worker, branch.Index, 200);
    }

    private void Fail(Transaction transaction, UacBranch branch, RoutingContext context)
    {
        if (transaction.HasFinal)
        {
            layer.Services.Statistics.Absorbed.Increment();
            return;
        }

        var output = context.Worker.RentWriter();
        MessageWriter.WriteForwardedReply(context.Message, context.Edits, output);
        branch.Reply.Set(output.Written);
        context.Worker.Return(output);
        layer.Failure.BranchFailed(branch, context.Worker);
    }

    private void Relay(Transaction transaction, UacBranch branch, RoutingContext context, int code, bool isRetransmission)
    {
        var output = context.Worker.RentWriter();
        MessageWriter.WriteForwardedReply(context.Message, context.Edits, output);
        var facts = new ReplyFacts(code, MessageOrigin.Forwarded, branch.Index, context);
        layer.Services.Statistics.Relayed.Increment();
        if (isRetransmission)
            layer.Upstream.Send(transaction, context.Worker, output.Written, facts, isRetransmission: true);
        else
            layer.Upstream.SendNew(transaction, context.Worker, output.Written, facts);

        context.Worker.Return(output);
    }

    private bool IsDropped(Transaction transaction, UacBranch branch, RoutingContext context)
    {
        if ((branch.OnReply ?? transaction.Setup.OnReply) is not { } armed)
            return false;

        var route = layer.Newest(transaction, context.Worker, armed, RouteKinds.OnReply);

        context.Route = RouteKinds.OnReply;
        context.DropRequested = false;
        context.ScriptFlags = 0;
        var result = route.Run(context);
        transaction.Request.Flags = context.Flags;
        return result.Drop || context.DropRequested;
    }
}
