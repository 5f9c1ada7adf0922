using Signalbox.Engine.Timers;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Calls of other servers that count in profiles here (dlg_remote_profile). State: it outlives generations. Thread-safe.</summary>
internal sealed class RemoteMembers
{
    /// <summary>How many there may be.</summary>
    public const int Max = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<RemoteMember>> _members = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Counts a call; one that is added twice counts twice.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="value">Its value; null in a profile without values.</param>
    /// <param name="uid">Its name.</param>
    /// <param name="life">How long it counts.</param>
    /// <param name="timers">Timers.</param>
    /// <returns>False when there are too many.</returns>
    public bool Add(DialogProfile profile, string? value, string uid, TimeSpan life, ITimers timers)
    {
        var member = new RemoteMember(this, profile, value, uid);
        lock (_gate)
        {
            if (_count >= Max)
                return false;

            if (!_members.TryGetValue(uid, out var known))
                _members[uid] = known = new List<RemoteMember>(1);

            known.Add(member);
            _count++;
            profile.Add(value);
        }

        timers.Schedule(member, life);
        return true;
    }

    /// <summary>Counts a call no more; nothing happens when it is not there.</summary>
    public void Remove(DialogProfile profile, string? value, string uid, ITimers timers)
    {
        RemoteMember? found;
        lock (_gate)
        {
            found = _members.GetValueOrDefault(uid)?.Find(one => ReferenceEquals(one.Profile, profile) && one.Value == value);
            if (found is null)
                return;

            Drop(found);
        }

        timers.Cancel(found);
    }

    /// <summary>The time of a call is up.</summary>
    public void Expire(RemoteMember member)
    {
        lock (_gate)
            Drop(member);
    }

    private void Drop(RemoteMember member)
    {
        if (!_members.TryGetValue(member.Uid, out var known) || !known.Remove(member))
            return;

        if (known.Count == 0)
            _members.Remove(member.Uid);

        _count--;
        member.Profile.Remove(member.Value);
    }
}
