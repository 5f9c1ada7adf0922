using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Ends dialogs from here: timeouts, and BYE to the parties (dlg_bye, dlg.end_dlg, send_bye).</summary>
internal sealed class DialogCloser(DialogServices services, DialogEnd end, DialogEvents events, DialogRoutes routes, DialogRequestMaker maker, TimeoutRoutes timeouts)
    : ILocalRequestOwner
{
    /// <summary>Seconds that BYEs of ours may take.</summary>
    public const int ByeSeconds = 60;

    /// <summary>The way out; null without tm.</summary>
    public ILocalRequests? Sender { get; set; }

    /// <summary>Answers calls that ring; null without tm.</summary>
    public ITransactionLayer? Transactions { get; set; }

    /// <summary>Ends a dialog without asking its parties.</summary>
    public void End(SipDialog dialog, DialogSignal signal, WorkerState worker)
    {
        if (!end.TryEnd(dialog, signal) || !events.IsHeard(dialog) || !services.Requests.TryRent(worker, out var carrier))
            return;

        events.Ended(carrier, dialog);
        services.Requests.Return(worker, carrier);
    }

    /// <summary>The lifetime of a dialog is over.</summary>
    public void Expire(SipDialog dialog, WorkerState worker)
    {
        services.Statistics.Expired.Increment();
        RunTimeout(dialog, worker);
        var isBye = (dialog.Options & DialogOptions.TimeoutBye) != DialogOptions.None && dialog.OpenByes == 0;
        if (isBye && SendBye(dialog, DialogSide.None, default, worker))
            return;

        lock (dialog.Gate)
            dialog.HasExpired = true;

        End(dialog, DialogSignal.End, worker);
    }

    /// <summary>Sends BYE; the dialog ends when the answers are there.</summary>
    /// <param name="dialog">An answered dialog.</param>
    /// <param name="side">To whom; none = both.</param>
    /// <param name="headers">Further header lines, each with CRLF.</param>
    /// <param name="worker">The worker at work; null on other threads.</param>
    /// <returns>False when nothing was sent: not answered, or nowhere to send it.</returns>
    public bool SendBye(SipDialog dialog, DialogSide side, ReadOnlySpan<byte> headers, WorkerState? worker)
    {
        if (!dialog.IsAnswered || Sender is null)
            return false;

        var sent = 0;
        if (side != DialogSide.Callee)
            sent += Send(maker.Make(dialog, DialogSide.Caller, "BYE"u8, headers, this), dialog, worker);

        if (side != DialogSide.Caller)
            sent += Send(maker.Make(dialog, DialogSide.Callee, "BYE"u8, headers, this), dialog, worker);

        return sent > 0;
    }

    /// <summary>Ends a call that was not answered: its caller gets a negative reply, those that ring a CANCEL.</summary>
    /// <param name="dialog">A dialog that is not answered.</param>
    /// <param name="code">Status code, 300 to 699.</param>
    /// <param name="reason">Reason phrase.</param>
    /// <returns>False when its INVITE has no transaction any more, or its final reply.</returns>
    public bool Refuse(SipDialog dialog, int code, byte[] reason)
    {
        TransactionId? opening;
        lock (dialog.Gate)
            opening = dialog.Opening;

        return opening is { } id && Transactions?.PostReply(id, code, reason) == true;
    }

    /// <inheritdoc />
    public void Answered(LocalRequest request, in LocalReply reply)
    {
        if (!reply.IsFinal || request.State is not SipDialog dialog)
            return;

        int open;
        lock (dialog.Gate)
            open = --dialog.OpenByes;

        if (open == 0)
            End(dialog, DialogSignal.End, reply.Worker);
    }

    private int Send(LocalRequest? request, SipDialog dialog, WorkerState? worker)
    {
        if (request is null)
            return 0;

        lock (dialog.Gate)
            dialog.OpenByes++;

        var isSent = worker is null ? Sender!.Post(request) : Sender!.Send(request, worker) == 0;
        if (isSent)
            return 1;

        lock (dialog.Gate)
            dialog.OpenByes--;

        return 0;
    }

    private void RunTimeout(SipDialog dialog, WorkerState worker)
    {
        if ((dialog.TimeoutRoute.Length == 0 && !routes.Timeout.IsDefined) || !services.Requests.TryRent(worker, out var carrier))
            return;

        DialogLookup.Attach(carrier, dialog);
        if (dialog.TimeoutRoute.Length > 0)
            timeouts.Run(dialog.TimeoutRoute, carrier);

        routes.Timeout.Run(carrier);
        services.Requests.Return(worker, carrier);
    }
}
