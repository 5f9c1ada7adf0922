using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Replies to initial INVITEs, as they go to the caller.</summary>
internal sealed class DialogReplies(DialogServices services, DialogSettings settings, DialogLives lives, DialogEnd end, DialogEvents events)
{
    /// <summary>A reply is about to go out.</summary>
    public void Replying(in UpstreamReply reply)
    {
        if (!IsInitial(reply.Transaction) || DialogLookup.Of(reply.Transaction) is not { } dialog)
            return;

        if (reply.Code < 200)
            Ring(dialog);
        else if (reply.Code < 300)
            Answer(dialog, reply);
        else if (end.TryEnd(dialog, DialogSignal.Refusal) && events.IsHeard(dialog))
            WithMessage(dialog, reply, static (events, message, dialog) => events.Ended(message, dialog));
    }

    /// <summary>A transaction is over.</summary>
    public void Ended(ITransaction transaction, int lastStatus)
    {
        if (lastStatus < 200 && IsInitial(transaction) && DialogLookup.Of(transaction) is { } dialog && end.TryEnd(dialog, DialogSignal.TransactionEnd))
            events.Ended(transaction.Request, dialog);
    }

    private static bool IsInitial(ITransaction transaction) =>
        transaction.Request.Message is { Method: SipMethod.Invite, HasToTag: false };

    private void Ring(SipDialog dialog)
    {
        lock (dialog.Gate)
        {
            if (dialog.State != DialogState.Unconfirmed)
                return;

            dialog.State = DialogStates.Next(dialog.State, DialogSignal.Provisional);
        }

        services.Statistics.Early.Increment();
    }

    private void Answer(SipDialog dialog, in UpstreamReply reply)
    {
        if (!reply.Context.Message.IsRequest)
        {
            if (TryConfirm(dialog, reply.Transaction, reply.Context))
                events.Answered(reply.Context, dialog);

            return;
        }

        WithMessage(dialog, reply, (events, message, one) =>
        {
            if (TryConfirm(one, message.Transaction!, message))
                events.Answered(message, one);
        });
    }

    private bool TryConfirm(SipDialog dialog, ITransaction transaction, RoutingContext answer)
    {
        lock (dialog.Gate)
        {
            var before = dialog.State;
            dialog.State = DialogStates.Next(before, DialogSignal.Answer);
            if (before == dialog.State)
                return false;

            dialog.Flags |= DialogFlags.New;
            NoteCallee(dialog, transaction, answer);
            lives.Begin(dialog);
            if (before == DialogState.Early)
                services.Statistics.Early.Add(-1);
        }

        services.Statistics.Active.Increment();
        return true;
    }

    private void NoteCallee(SipDialog dialog, ITransaction transaction, RoutingContext answer)
    {
        var message = answer.Message;
        if (message.TryGetTo(out var to))
            dialog.Texts.Set(DialogField.CalleeTag, message.Span(to.Tag));

        dialog.Texts.Set(DialogField.CalleeContact, RouteSets.ContactOf(message));
        var below = RouteSets.Count(transaction.Request.Message);
        var routes = answer.Worker.RentWriter();
        RouteSets.WriteCallee(message, below, services.Transports, transaction.Request.Snapshot, (settings.KeepsOwnRoutes & 1) != 0, routes);
        dialog.Texts.Set(DialogField.CalleeRoutes, routes.Written);
        answer.Worker.Return(routes);
        dialog.CalleeSocket = answer.Received.Socket;
    }

    // A reply that was made here, or kept back while branches ran, is bytes alone; events want it as a message.
    private void WithMessage(SipDialog dialog, in UpstreamReply reply, Action<DialogEvents, RoutingContext, SipDialog> act)
    {
        if (!reply.Context.Message.IsRequest)
        {
            act(events, reply.Context, dialog);
            return;
        }

        var context = reply.Worker.Rent();
        var request = reply.Transaction.Request;
        context.Snapshot = request.Snapshot;
        context.Received = request.Received;
        context.Transaction = reply.Transaction;
        context.ShareAvps(request.Avps);
        if (context.Message.TryParse(reply.Bytes.ToArray(), reply.Bytes.Length))
            act(events, context, dialog);

        reply.Worker.Return(context);
    }
}
