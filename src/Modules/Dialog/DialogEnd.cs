using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>What the end of a dialog means: counters, profiles, the wait for late messages.</summary>
internal sealed class DialogEnd(DialogServices services, DialogLives lives)
{
    /// <summary>Gives a dialog a signal that may end it.</summary>
    /// <returns>True when it ended now.</returns>
    public bool TryEnd(SipDialog dialog, DialogSignal signal)
    {
        lock (dialog.Gate)
        {
            var before = dialog.State;
            var after = DialogStates.Next(before, signal);
            if (before == after || after != DialogState.Deleted)
                return false;

            dialog.State = after;
            if (signal == DialogSignal.Bye)
                dialog.Flags |= DialogFlags.HasBye;

            Count(before, isFailure: true);
            LeaveProfiles(dialog);
            lives.Linger(dialog, signal);
            return true;
        }
    }

    /// <summary>Sets a state as an operator asked, without events.</summary>
    /// <returns>False when there is no such state.</returns>
    public bool TryForce(SipDialog dialog, long state)
    {
        if (state is < (int)DialogState.Unconfirmed or > (int)DialogState.Deleted)
            return false;

        lock (dialog.Gate)
        {
            if (!dialog.IsAlive)
                return true;

            var before = dialog.State;
            dialog.State = (DialogState)state;
            if (dialog.State == DialogState.Deleted)
            {
                Count(before, isFailure: false);
                LeaveProfiles(dialog);
                lives.Linger(dialog, DialogSignal.End);
            }
            else
            {
                CountMove(before, dialog);
            }
        }

        return true;
    }

    /// <summary>Forgets a dialog whose INVITE never became a transaction.</summary>
    public void Discard(SipDialog dialog)
    {
        lock (dialog.Gate)
        {
            dialog.State = DialogState.Deleted;
            LeaveProfiles(dialog);
        }

        services.Timers.Cancel(dialog);
        services.Table.Remove(dialog);
    }

    private void CountMove(DialogState before, SipDialog dialog)
    {
        var wasAnswered = before is DialogState.ConfirmedNoAck or DialogState.Confirmed;
        services.Statistics.Active.Add((dialog.IsAnswered ? 1 : 0) - (wasAnswered ? 1 : 0));
        services.Statistics.Early.Add((dialog.State == DialogState.Early ? 1 : 0) - (before == DialogState.Early ? 1 : 0));
        if (dialog.IsAnswered && !wasAnswered)
            lives.Begin(dialog);
    }

    private void Count(DialogState before, bool isFailure)
    {
        var statistics = services.Statistics;
        if (before is DialogState.ConfirmedNoAck or DialogState.Confirmed)
        {
            statistics.Active.Add(-1);
            return;
        }

        if (before == DialogState.Early)
            statistics.Early.Add(-1);

        if (isFailure)
            statistics.Failed.Increment();
    }

    private static void LeaveProfiles(SipDialog dialog)
    {
        if (dialog.Profiles is not { } profiles)
            return;

        foreach (var (profile, value) in profiles)
            profile.Remove(value);

        dialog.Profiles = null;
    }
}
