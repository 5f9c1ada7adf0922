using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>A call of another server that counts in a profile until its time is up.</summary>
/// <param name="members">Where it is kept.</param>
/// <param name="profile">The profile.</param>
/// <param name="value">Its value; null in a profile without values.</param>
/// <param name="uid">How the script names it.</param>
internal sealed class RemoteMember(RemoteMembers members, DialogProfile profile, string? value, string uid) : TimerNode
{
    /// <summary>The profile.</summary>
    public DialogProfile Profile { get; } = profile;

    /// <summary>Its value; null in a profile without values.</summary>
    public string? Value { get; } = value;

    /// <summary>How the script names it.</summary>
    public string Uid { get; } = uid;

    /// <inheritdoc />
    public override void Fire(WorkerState worker) => members.Expire(this);
}
