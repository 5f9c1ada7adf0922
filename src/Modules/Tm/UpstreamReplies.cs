using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>Replies that a transaction sends to the sender of its request. Everything here runs under its gate.</summary>
internal sealed class UpstreamReplies(TransactionLayer layer, TmEvents events)
{
    /// <summary>True when a route sees the replies made here.</summary>
    public bool RunsRoute => events.LocalResponse.IsDefined || events.LocalResponseSent.IsDefined;

    /// <summary>Answers with a reply made here.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="worker">The worker at work.</param>
    /// <param name="code">Status code.</param>
    /// <param name="reason">Reason phrase.</param>
    /// <returns>False when the final reply went before.</returns>
    public bool Answer(Transaction transaction, WorkerState worker, int code, ReadOnlySpan<byte> reason)
    {
        if (transaction.HasFinal)
            return false;

        Span<byte> tag = stackalloc byte[ToTags.Length];
        layer.Tags?.Write(transaction.Request.Message, tag);
        var request = transaction.Request;
        var warning = worker.RentWriter();
        WarningLine.Write(request, warning);
        var parts = new LocalReplyParts
        {
            LastHeaders = warning.Written,
            ExtraHeaders = request.ReplyHeaders.Span,
            ServerLine = layer.Settings.ServerLine,
            Body = code == 100 ? default : request.ReplyBody.Span,
            ContentType = request.ReplyBodyType.Span,
            Source = request.Received.Remote,
            ForceRport = request.ForceRport || request.Snapshot.Settings.ForceRport,
        };
        var output = worker.RentWriter();
        MessageWriter.WriteLocalReply(request.Message, code, reason, code < 180 || layer.Tags is null ? default : tag, parts, output);
        worker.Return(warning);
        layer.Services.Statistics.Generated.Increment();
        SendNew(transaction, worker, output.Written, new ReplyFacts(code, MessageOrigin.TransactionReply, -1, request));
        worker.Return(output);
        RunLocalResponse(transaction, worker);
        if (code >= 200 && !transaction.IsReplica)
            layer.Downstream.CancelOthers(transaction, worker, -1, 0);

        return true;
    }

    /// <summary>Sends a reply for the first time and keeps it for repetitions.</summary>
    public void SendNew(Transaction transaction, WorkerState worker, ReadOnlySpan<byte> bytes, in ReplyFacts facts)
    {
        var wasFinal = transaction.HasFinal;
        if (!wasFinal || facts.Code is >= 200 and < 300)
        {
            transaction.LastReply.Set(bytes);
            transaction.LastStatus = facts.Code;
            transaction.LastOrigin = facts.Origin;
            transaction.LastBranch = facts.Branch;
        }

        if (!wasFinal)
            layer.Observers.Replying(transaction, worker, facts);

        Send(transaction, worker, bytes, facts, isRetransmission: false);
        layer.Observers.Replied(transaction, worker, facts);
        if (facts.Code >= 200)
            layer.Timers.FinalSent(transaction);
    }

    /// <summary>Sends the last reply again; nothing happens before there is one.</summary>
    public void Repeat(Transaction transaction, WorkerState worker)
    {
        if (transaction.LastReply.IsEmpty)
            return;

        var facts = new ReplyFacts(transaction.LastStatus, transaction.LastOrigin, transaction.LastBranch, transaction.Request);
        Transmit(transaction, worker, transaction.LastReply.Bytes, facts, isRetransmission: true);
    }

    /// <summary>Hands bytes to the sender, unless they are a reply passed on and onsend_route drops it.</summary>
    public void Send(Transaction transaction, WorkerState worker, ReadOnlySpan<byte> bytes, in ReplyFacts facts, bool isRetransmission)
    {
        var snapshot = transaction.Request.Snapshot;
        if (facts.Origin == MessageOrigin.Forwarded && snapshot.Settings.OnSendForReplies && snapshot.Routes.OnSend is not null)
        {
            facts.Context.Worker = worker;
            if (!OnSendRoute.Run(facts.Context, transaction.ReplyTo, bytes))
                return;
        }

        Transmit(transaction, worker, bytes, facts, isRetransmission);
    }

    private void Transmit(Transaction transaction, WorkerState worker, ReadOnlySpan<byte> bytes, in ReplyFacts facts, bool isRetransmission)
    {
        layer.Services.Sender.Send(transaction.ReplyTo, bytes, new OutboundMessage
        {
            Worker = worker,
            Snapshot = transaction.Request.Snapshot,
            Origin = facts.Origin,
            Context = facts.Context,
            Transaction = transaction.Traced,
            Branch = Math.Max(0, facts.Branch),
            IsRetransmission = isRetransmission,
        });
        layer.Services.Statistics.Sent.Increment();
    }

    private void RunLocalResponse(Transaction transaction, WorkerState worker)
    {
        if (!RunsRoute)
            return;

        transaction.Request.Worker = worker;
        events.LocalResponse.Run(transaction.Request);
        events.LocalResponseSent.Run(transaction.Request);
    }
}
