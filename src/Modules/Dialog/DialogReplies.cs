using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Replies to initial INVITEs, as they go to the caller.</summary>
internal sealed class DialogReplies(DialogServices services, DialogSettings settings, DialogLives lives, DialogEnd end, DialogEvents events)
{
    /// <summary>True for the request that opens a dialog.</summary>
    public static bool IsInitial(SipMessage message) => message is { IsRequest: true, Method: SipMethod.Invite, HasToTag: false };

    /// <summary>A reply is about to go out.</summary>
    public void Replying(in TransactionReply reply)
    {
        if (!IsInitial(reply.Request.Message) || DialogLookup.CurrentOf(reply.Request) is not { } dialog)
            return;

        if (reply.Code < 200)
            Ring(dialog);
        else if (reply.Code < 300)
            Answer(dialog, reply);
        else if (end.TryEnd(dialog, DialogSignal.Refusal) && events.IsHeard(dialog))
            WithMessage(dialog, reply, events.Ended);
    }

    /// <summary>A transaction is over.</summary>
    public void Ended(RoutingContext request)
    {
        if (IsInitial(request.Message) && DialogLookup.CurrentOf(request) is { } dialog && end.TryEnd(dialog, DialogSignal.TransactionEnd))
            events.Ended(request, dialog);
    }

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

    private void Answer(SipDialog dialog, in TransactionReply reply)
    {
        if (reply.Received is { } received)
            Confirm(received, dialog, reply.Request);
        else
            WithMessage(dialog, reply, ConfirmOwn);
    }

    private void ConfirmOwn(RoutingContext answer, SipDialog dialog) => Confirm(answer, dialog, answer.Transaction!.Request);

    private void Confirm(RoutingContext answer, SipDialog dialog, RoutingContext request)
    {
        lock (dialog.Gate)
        {
            var before = dialog.State;
            dialog.State = DialogStates.Next(before, DialogSignal.Answer);
            if (before == dialog.State)
                return;

            dialog.Flags |= DialogFlags.New;
            NoteCallee(dialog, request, answer);
            lives.Begin(dialog);
            if (before == DialogState.Early)
                services.Statistics.Early.Add(-1);
        }

        services.Statistics.Active.Increment();
        events.Answered(answer, dialog);
    }

    private void NoteCallee(SipDialog dialog, RoutingContext request, RoutingContext answer)
    {
        var message = answer.Message;
        if (message.TryGetTo(out var to))
            dialog.Texts.Set(DialogField.CalleeTag, message.Span(to.Tag));

        dialog.Texts.Set(DialogField.CalleeContact, RouteSets.ContactOf(message));
        var below = RouteSets.Count(request.Message);
        var routes = answer.Worker.RentWriter();
        RouteSets.WriteCallee(message, below, services.Transports, request.Snapshot, (settings.KeepsOwnRoutes & 1) != 0, routes);
        dialog.Texts.Set(DialogField.CalleeRoutes, routes.Written);
        answer.Worker.Return(routes);
        dialog.CalleeSocket = answer.Received.Socket;
    }

    // A reply that was made here, or kept back while branches ran, is bytes alone; events want it as a message.
    private static void WithMessage(SipDialog dialog, in TransactionReply reply, Action<RoutingContext, SipDialog> act)
    {
        if (reply.Received is { } received)
        {
            act(received, dialog);
            return;
        }

        var context = reply.Worker.Rent();
        context.Snapshot = reply.Request.Snapshot;
        context.Received = reply.Request.Received;
        context.Transaction = reply.Request.Transaction;
        context.ShareAvps(reply.Request.Avps);
        if (reply.TryParse(context.Message))
            act(context, dialog);

        reply.Worker.Return(context);
    }
}
