using Signalbox.Engine.Routing;
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

            Count(before);
            LeaveProfiles(dialog);
            lives.Linger(dialog, isRefused: dialog.StartTime == 0);
            return true;
        }
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

    /// <summary>A message of ours for events that no message caused; give it back to the worker.</summary>
    public RoutingContext? RentCarrier(WorkerState worker) => EventCarrier.TryRent(services, worker, out var context) ? context : null;

    /// <summary>The counterpart of <see cref="RentCarrier"/>.</summary>
    public void Return(WorkerState worker, RoutingContext carrier) => EventCarrier.Return(services, worker, carrier);

    private void Count(DialogState before)
    {
        var statistics = services.Statistics;
        if (before is DialogState.ConfirmedNoAck or DialogState.Confirmed)
        {
            statistics.Active.Add(-1);
            return;
        }

        if (before == DialogState.Early)
            statistics.Early.Add(-1);

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
