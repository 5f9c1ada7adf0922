using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>What is due when the timer of a dialog goes off.</summary>
internal sealed class DialogClock(DialogServices services, DialogLives lives, DialogCloser closer, DialogKeepalive keepalive, DialogEvents events) : IDialogClock
{
    // The peer gives a call whose ACK never came this long to end.
    private const int WithoutAckSeconds = 10;

    /// <inheritdoc />
    public void Fire(SipDialog dialog, WorkerState worker)
    {
        switch (Decide(dialog))
        {
            case DueAction.Forget:
                if (services.Table.Remove(dialog))
                    events.Forgotten(dialog);

                break;
            case DueAction.GiveUp:
                closer.End(dialog, DialogSignal.End, worker);
                break;
            case DueAction.Expire:
                closer.Expire(dialog, worker);
                break;
            case DueAction.Keepalive:
                keepalive.Send(dialog, worker);
                break;
        }
    }

    private DueAction Decide(SipDialog dialog)
    {
        lock (dialog.Gate)
        {
            if (!dialog.IsListed || !lives.TakeDue(dialog))
                return DueAction.Nothing;

            return dialog.State switch
            {
                DialogState.Deleted => DueAction.Forget,
                DialogState.Unconfirmed or DialogState.Early => DueAction.GiveUp,
                _ => DecideAnswered(dialog),
            };
        }
    }

    private DueAction DecideAnswered(SipDialog dialog)
    {
        var now = services.Now;
        if (now >= dialog.ExpiresAt)
        {
            // BYEs of ours that stay unanswered end by their own timers; this is the last resort.
            lives.Extend(dialog, DialogCloser.ByeSeconds);
            return DueAction.Expire;
        }

        if (dialog.State == DialogState.ConfirmedNoAck && lives.IsAckOverdue(dialog) && dialog.ExpiresAt > now + WithoutAckSeconds)
            lives.Extend(dialog, WithoutAckSeconds);

        var isDue = dialog.NextKeepalive > 0 && now >= dialog.NextKeepalive;
        if (isDue)
            keepalive.Plan(dialog, now);

        lives.Wait(dialog);
        return isDue ? DueAction.Keepalive : DueAction.Nothing;
    }
}
