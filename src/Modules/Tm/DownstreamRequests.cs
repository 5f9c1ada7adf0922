using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <summary>Requests that a transaction makes on its branches by itself: CANCEL, ACK, repetitions. Under its gate.</summary>
internal sealed class DownstreamRequests(TransactionLayer layer)
{
    private static readonly object ScratchKey = new();

    /// <summary>Sends the request of a branch again.</summary>
    public void Repeat(UacBranch branch, WorkerState worker) =>
        Send(branch, worker, branch.Sent.Bytes, branch.Transaction.Local is null ? MessageOrigin.Forwarded : MessageOrigin.LocalRequest, branch.Transaction.Request, isRetransmission: true);

    /// <summary>Cancels all open branches but one; those of other methods than INVITE are only not repeated any more.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="worker">The worker at work.</param>
    /// <param name="except">Branch to leave alone; -1 = none.</param>
    /// <param name="cause">Status code for Reason; 0 = no Reason, -1 = that of the received CANCEL.</param>
    public void CancelOthers(Transaction transaction, WorkerState worker, int except, int cause)
    {
        for (var i = 0; i < transaction.BranchCount; i++)
        {
            var branch = transaction.Branch(i)!;
            if (i == except || branch.HasFinal || branch.IsCancelSent || branch.IsCancelPending)
                continue;

            branch.CancelCause = cause;
            if (transaction.IsInvite)
                CancelOpen(branch, worker);
            else
                layer.BranchTimers.Stop(branch);
        }
    }

    /// <summary>Sends the CANCEL of a branch.</summary>
    public void Cancel(UacBranch branch, WorkerState worker)
    {
        branch.IsCancelPending = false;
        branch.IsCancelSent = true;
        SendCancel(branch, worker, isRetransmission: false);
        layer.BranchTimers.Canceled(branch);
    }

    /// <summary>Sends the CANCEL of a branch again.</summary>
    public void RepeatCancel(UacBranch branch, WorkerState worker) => SendCancel(branch, worker, isRetransmission: true);

    /// <summary>Acknowledges a negative final reply (RFC 3261 §17.1.1.3).</summary>
    public void Acknowledge(UacBranch branch, RoutingContext reply)
    {
        var invite = ScratchOf(reply.Worker);
        var to = reply.Message.Find(HeaderName.To);
        if (to < 0 || !branch.Sent.TryParse(invite))
            return;

        var output = reply.Worker.RentWriter();
        var extra = reply.Worker.RentWriter();
        WriteExtraHeaders(invite, extra);
        MessageWriter.WriteAck(invite, reply.Message.Span(reply.Message.Header(to).Line), output, extra.Written);
        reply.Worker.Return(extra);
        Send(branch, reply.Worker, output.Written, MessageOrigin.LocalAck, reply, isRetransmission: false);
        reply.Worker.Return(output);
    }

    private void CancelOpen(UacBranch branch, WorkerState worker)
    {
        if (branch.IsBlind)
        {
            End(branch);
            return;
        }

        if (branch.HasReply || layer.Settings.CancelMode == 2)
        {
            Cancel(branch, worker);
            return;
        }

        if (layer.Settings.CancelMode == 1)
        {
            branch.IsCancelPending = true;
            return;
        }

        End(branch);
    }

    private void End(UacBranch branch)
    {
        branch.Status = 487;
        branch.IsLocal = true;
        layer.BranchTimers.Stop(branch);
    }

    private void SendCancel(UacBranch branch, WorkerState worker, bool isRetransmission)
    {
        var invite = ScratchOf(worker);
        if (!branch.Sent.TryParse(invite))
            return;

        var output = worker.RentWriter();
        var reason = worker.RentWriter();
        WriteExtraHeaders(invite, reason);
        WriteReason(branch, reason);
        MessageWriter.WriteCancel(invite, output, reason.Written);
        Send(branch, worker, output.Written, MessageOrigin.LocalCancel, branch.Transaction.Request, isRetransmission);
        worker.Return(reason);
        worker.Return(output);
    }

    // ac_extra_hdrs: headers of the INVITE whose names begin so.
    private void WriteExtraHeaders(SipMessage invite, ByteWriter output)
    {
        var prefix = layer.Settings.ExtraHeaders;
        for (var i = 0; prefix.Length > 0 && i < invite.HeaderCount; i++)
        {
            var name = invite.Span(invite.Header(i).Name);
            if (name.Length < prefix.Length || !Latin1.EqualsIgnoreCase(name[..prefix.Length], prefix))
                continue;

            output.Write(invite.Span(invite.Header(i).Line).TrimEnd("\r\n"u8));
            output.Write("\r\n"u8);
        }
    }

    private void WriteReason(UacBranch branch, ByteWriter output)
    {
        if (branch.CancelCause < 0)
        {
            if (layer.Settings.EndToEndCancelReason && !branch.Transaction.Setup.DisableCancelReason)
                output.Write(branch.Transaction.CancelReason.Span);

            return;
        }

        if (branch.CancelCause == 0 || !layer.Settings.LocalCancelReason)
            return;

        output.Write("Reason: SIP;cause="u8);
        output.Write((long)branch.CancelCause);
        if (branch.CancelCause == 200)
            output.Write(";text=\"Call completed elsewhere\""u8);

        output.Write("\r\n"u8);
    }

    private void Send(
        UacBranch branch,
        WorkerState worker,
        ReadOnlySpan<byte> bytes,
        MessageOrigin origin,
        RoutingContext context,
        bool isRetransmission)
    {
        layer.Services.Sender.Send(branch.Destination, bytes, new OutboundMessage
        {
            Worker = worker,
            Snapshot = branch.Transaction.Request.Snapshot,
            Origin = origin,
            Context = context,
            Transaction = branch.Transaction,
            Branch = branch.Index,
            IsRetransmission = isRetransmission,
        });
    }

    /// <summary>A message of the worker to parse into, until the next call.</summary>
    public static SipMessage ScratchOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(ScratchKey, out var known))
            return (SipMessage)known;

        var made = new SipMessage();
        worker.Locals.Add(ScratchKey, made);
        return made;
    }
}
