using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Times of dialogs: when something is due, and how the wheel hears of it. Works under the lock of the dialog.</summary>
internal sealed class DialogLives(DialogServices services, DialogSettings settings)
{
    // Late messages of an ended dialog come within the life of its last transaction.
    private const int LateSeconds = 5;

    /// <summary>Waits for the answer.</summary>
    public void Await(SipDialog dialog) => SetDue(dialog, settings.EarlyTimeout);

    /// <summary>The call was answered: its life begins, and the ACK is awaited.</summary>
    public void Begin(SipDialog dialog)
    {
        var now = services.Now;
        dialog.StartTime = now;
        dialog.ExpiresAt = now + dialog.Lifetime;
        if (settings.KeepaliveInterval > 0)
            dialog.NextKeepalive = now + settings.KeepaliveInterval;

        dialog.MarkChanged();
        Wait(dialog);
    }

    /// <summary>Lets the call last for a number of seconds from now.</summary>
    public void Extend(SipDialog dialog, int seconds)
    {
        dialog.Lifetime = seconds;
        if (!dialog.IsAnswered)
            return;

        dialog.ExpiresAt = services.Now + seconds;
        dialog.MarkChanged();
        Wait(dialog);
    }

    /// <summary>A call came from the database.</summary>
    public void Resume(SipDialog dialog)
    {
        dialog.Lifetime = (int)Math.Clamp(dialog.ExpiresAt - dialog.StartTime, 1, int.MaxValue);
        Wait(dialog);
    }

    /// <summary>A request came: the timeout begins anew, unless the script does not want it.</summary>
    public void Renew(SipDialog dialog)
    {
        if ((dialog.Options & DialogOptions.TimeoutNoReset) == DialogOptions.None && dialog.OpenByes == 0)
            Extend(dialog, dialog.Lifetime);
    }

    /// <summary>True when the ACK should have come.</summary>
    public bool IsAckOverdue(SipDialog dialog) => services.Now >= dialog.StartTime + settings.NoAckTimeout;

    /// <summary>Waits for what comes next in an answered call.</summary>
    public void Wait(SipDialog dialog)
    {
        var now = services.Now;
        var next = dialog.ExpiresAt;
        if (dialog.State == DialogState.ConfirmedNoAck && !IsAckOverdue(dialog))
            next = Math.Min(next, dialog.StartTime + settings.NoAckTimeout);

        if (dialog.NextKeepalive > 0 && settings.KeepaliveStep > 0)
            next = Math.Min(next, Math.Max(dialog.NextKeepalive, now + settings.KeepaliveStep));

        SetDue(dialog, (int)Math.Clamp(next - now, 0, int.MaxValue));
    }

    /// <summary>The call is over; when a message ended it, it stays for late ones.</summary>
    public void Linger(SipDialog dialog, DialogSignal signal)
    {
        dialog.EndTime = services.Now;
        dialog.MarkChanged();
        dialog.ExpiresAt = 0;
        dialog.NextKeepalive = 0;
        var stays = signal == DialogSignal.Bye || (signal == DialogSignal.Refusal && settings.WaitsForAck);
        SetDue(dialog, stays ? Math.Min(LateSeconds, settings.EndTimeout) : 0);
    }

    /// <summary>Marks the wheel as empty for this dialog; true when something is due.</summary>
    public bool TakeDue(SipDialog dialog)
    {
        dialog.ScheduledMilliseconds = 0;
        var now = services.Timers.NowMilliseconds;
        if (now >= dialog.DueMilliseconds)
            return true;

        Schedule(dialog, now);
        return false;
    }

    /// <summary>The lifetime that the AVP asks for; 0 = none.</summary>
    public int WantedLifetime(RoutingContext context)
    {
        if (settings.TimeoutAvp is not { } name)
            return 0;

        var value = context.Avps.Get(name);
        return value.IsDefined && value.TryToInteger(out var seconds) && seconds is > 0 and < int.MaxValue ? (int)seconds : 0;
    }

    private void SetDue(SipDialog dialog, int seconds)
    {
        var now = services.Timers.NowMilliseconds;
        dialog.DueMilliseconds = now + seconds * 1000L;

        // Later is told when the earlier one goes off: most calls end before that.
        if (dialog.ScheduledMilliseconds == 0 || dialog.DueMilliseconds < dialog.ScheduledMilliseconds)
            Schedule(dialog, now);
    }

    private void Schedule(SipDialog dialog, long now)
    {
        dialog.ScheduledMilliseconds = Math.Max(1, dialog.DueMilliseconds);
        services.Timers.Schedule(dialog, TimeSpan.FromMilliseconds(Math.Max(0, dialog.DueMilliseconds - now)));
    }
}
