using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <summary>What scripts do with requests: begin a transaction, relay, cancel, check for repetitions.</summary>
internal sealed class RequestStep(TransactionLayer layer)
{
    private readonly AckStep _acks = new(layer);

    private static readonly TimeSpan GateLimit = TimeSpan.FromMilliseconds(10);
    private static readonly ReturnCode NoEndOfHeaders = -2;
    private static readonly ReturnCode UnreadableUri = -400;

    /// <summary>t_newtran: 1 begun (or an ACK), 0 a repetition that was dealt with, -10 begun before, -2 and -400 no end of headers, no readable request URI.</summary>
    public ReturnCode Begin(RoutingContext context)
    {
        if (context.Transaction is not null)
            return -10;

        if (!context.Message.HasRequired || context.Received.IsCaptured)
            return ReturnCode.False;

        // An ACK has no transaction of its own (RFC 3261 §17): nothing begins, and nothing can be answered.
        if (context.Message.Method == SipMethod.Ack)
            return ReturnCode.True;

        var refused = Refuse(context);
        if (refused != ReturnCode.True)
            return refused;

        if (layer.Create(context, out var known) is not null)
            return ReturnCode.True;

        Absorb(context, known!);
        known!.Release();
        return ReturnCode.Stop;
    }

    // What could not be sent on or answered as a whole has no transaction (recorded: the codes, and 479 for error replies).
    private static ReturnCode Refuse(RoutingContext context)
    {
        if (!context.Message.HasEndOfHeaders)
            return NoEndOfHeaders;

        // Of a known scheme it may go on: a host that is none fails where it is looked up, with 478.
        if (context.Worker.Uris.TryParse(context.RequestUri, out var uri) || uri.Scheme is SipScheme.Sip or SipScheme.Sips)
            return ReturnCode.True;

        context.Worker.Counters.NoteBadUri();
        context.LastError = RelayErrors.BadUri;
        return UnreadableUri;
    }

    /// <summary>t_relay.</summary>
    /// <param name="context">The request, or the transaction's request in a failure route.</param>
    /// <param name="nextHop">URI to send to; empty = <c>$du</c> or the request URI.</param>
    public ReturnCode Relay(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        if (context.Transaction is Transaction failed && ReferenceEquals(failed.Request, context))
            return RelayAgain(failed, nextHop);

        if (context.Received.IsCaptured)
            return ReturnCode.False;

        return context.Message.Method switch
        {
            SipMethod.Ack => RelayAck(context, nextHop),
            SipMethod.Cancel => RelayCancel(context, nextHop),
            _ => RelayNew(context, nextHop),
        };
    }

    /// <summary>t_check_trans.</summary>
    public ReturnCode Check(RoutingContext context)
    {
        if (!context.Message.IsRequest || context.Transaction is not null)
            return ReturnCode.Of(context.Transaction is not null);

        if (context.Message.Method == SipMethod.Ack)
            return _acks.IsAbsorbed(context) ? ReturnCode.Stop : ReturnCode.False;

        if (layer.Find(context) is { } known)
        {
            Absorb(context, known);
            known.Release();
            return ReturnCode.Stop;
        }

        return ReturnCode.Of(context.Message.Method == SipMethod.Cancel && HasCanceled(context));
    }

    /// <summary>The INVITE that a CANCEL means, or null; release it.</summary>
    public Transaction? FindCanceled(RoutingContext cancel) => layer.FindCanceled(cancel);

    /// <summary>True when the INVITE that a CANCEL means is there.</summary>
    public bool HasCanceled(RoutingContext cancel)
    {
        var invite = layer.FindCanceled(cancel);
        invite?.Release();
        return invite is not null;
    }

    /// <summary>The script ended: answers what a failed relay left open, lets go of what was not relayed.</summary>
    public void End(RoutingContext context, Transaction transaction)
    {
        lock (transaction.Gate)
        {
            var isOpen = transaction.IsLive && !transaction.HasFinal && transaction.AllEnded;
            if (isOpen && transaction.DelayedError != 0 && !transaction.Setup.DisableInternalReply)
                AnswerError(transaction, context.Worker);
            else if (isOpen)
                layer.Timers.Linger(transaction);
        }

        context.Transaction = null;
        context.UseOwnAvps();
        transaction.Release();
    }

    /// <summary>Answers an INVITE with 100, when that is wanted and nothing was answered yet.</summary>
    public void SendTrying(Transaction transaction, WorkerState worker)
    {
        var setup = transaction.Setup.Automatic100;
        var wanted = setup >= 0 ? setup == 1 : layer.Settings.Automatic100;
        if (wanted && transaction.IsInvite && transaction.LastStatus == 0)
            layer.Upstream.Answer(transaction, worker, 100, layer.Settings.Reason100);
    }

    private ReturnCode RelayNew(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        var isNew = context.Transaction is null;
        if (isNew)
        {
            var begun = Begin(context);
            if (begun != ReturnCode.True)
                return begun;
        }

        var transaction = (Transaction)context.Transaction!;
        lock (transaction.Gate)
        {
            if (transaction.HasFinal)
                return ReturnCode.False;

            if (!isNew)
                transaction.Take(context);

            SendTrying(transaction, context.Worker);
            var outcome = layer.Branches.Relay(transaction, context.Worker, nextHop, transaction.AllEnded);
            context.Branches.Clear();
            if (outcome.HasFailed && layer.Settings.FailsLater && transaction.Setup.OnFailure is not null)
            {
                layer.Branches.AddFailed(transaction, outcome.Error);
                return ReturnCode.True;
            }

            transaction.DelayedError = outcome.Error;
            context.LastError = outcome.Error;
            return outcome.ReturnCode;
        }
    }

    private ReturnCode RelayAgain(Transaction transaction, ReadOnlySpan<byte> nextHop)
    {
        if (transaction.IsCanceled || transaction.HasFinal)
            return ReturnCode.False;

        var request = transaction.Request;
        var outcome = layer.Branches.Relay(transaction, request.Worker, nextHop, transaction.HasNewTarget);
        transaction.MarkTarget();
        request.LastError = outcome.Error;
        return outcome.HasFailed ? ReturnCode.False : ReturnCode.True;
    }

    // An ACK to a 2xx is no part of the transaction (RFC 3261 §13.2.2.4): it is forwarded statelessly.
    private ReturnCode RelayAck(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        if (_acks.IsAbsorbed(context))
            return ReturnCode.Stop;

        layer.Observers.Acknowledged(context);
        return Forward(context, nextHop);
    }

    private ReturnCode RelayCancel(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        var invite = layer.FindCanceled(context);
        if (invite is null)
            return RelayUnmatched(context, nextHop);

        if (context.Transaction is null)
        {
            var begun = Begin(context);
            if (begun != ReturnCode.True)
            {
                invite.Release();
                return begun;
            }
        }

        var transaction = (Transaction)context.Transaction!;
        if (transaction.Canceled is not null)
        {
            invite.Release();
            return ReturnCode.True;
        }

        transaction.Canceled = invite;
        TransactionLayer.ShowMatch(context, invite, 0, isRetransmission: false);
        lock (invite.Gate)
            CanceledInvite.End(invite, context);

        lock (transaction.Gate)
            layer.Upstream.Answer(transaction, context.Worker, 200, "canceling"u8);

        return ReturnCode.True;
    }

    private ReturnCode RelayUnmatched(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        if (layer.Settings.UnmatchedCancel == 2)
            return ReturnCode.Stop;

        if (layer.Settings.UnmatchedCancel == 0)
            return RelayNew(context, nextHop);

        return Forward(context, nextHop);
    }

    private ReturnCode Forward(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        var forwarder = layer.Services.Forwarder;
        var status = nextHop.IsEmpty ? forwarder.Forward(context) : forwarder.ForwardTo(context, nextHop);
        return status == SendStatus.Sent ? ReturnCode.True : -RequestForwarder.ErrorCode(status);
    }

    // The worker that sent the reply may not have let go yet. When a route holds the transaction for longer, the repetition
    // is dropped: its sender repeats it again, and a worker waits for 10 ms at most.
    private static void Absorb(RoutingContext context, Transaction known)
    {
        if (!known.Gate.TryEnter(GateLimit))
            return;

        try
        {
            if (known.IsLive)
            {
                TransactionLayer.ShowMatch(context, known.Traced, 0, isRetransmission: true);
                known.Layer.Upstream.Repeat(known, context.Worker);
            }
        }
        finally
        {
            known.Gate.Exit();
        }
    }

    /// <summary>Answers with the error that a relay left, in the words of the peer.</summary>
    public void AnswerError(Transaction transaction, WorkerState worker)
    {
        var reason = worker.RentWriter();
        reason.Write(RelayErrors.Reason(transaction.DelayedError));
        reason.Write(" ("u8);
        reason.Write((long)transaction.DelayedError);
        reason.Write("/TM)"u8);
        layer.Upstream.Answer(transaction, worker, RelayErrors.StatusOf(transaction.DelayedError), reason.Written);
        worker.Return(reason);
    }
}
