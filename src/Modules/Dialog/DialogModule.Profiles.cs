using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Functions on profiles.</content>
internal sealed partial class DialogModule
{
    private const int MaxMemberships = 256;

    [Function("set_dlg_profile", Routes = RouteKinds.Any, Kemi = "set_dlg_profile_static/1,set_dlg_profile/2", Summary = "Puts the call into a profile.")]
    public ReturnCode SetProfile(RoutingContext context, string profile, ScriptValue value = default)
    {
        if (!TryResolve("set_dlg_profile", profile, value, out var found, out var text) || Find(context) is not { IsAlive: true } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
        {
            var profiles = dialog.Profiles ??= [];
            if (profiles.Count >= MaxMemberships)
                return ReturnCode.False;

            profiles.Add(new ProfileMembership(found, text));
            dialog.Flags |= DialogFlags.ChangedProfiles;
            dialog.MarkChanged();
        }

        found.Add(text);
        return ReturnCode.True;
    }

    [Function("unset_dlg_profile", Routes = RouteKinds.AnyButOnSend, Kemi = "unset_dlg_profile_static/1,unset_dlg_profile/2", Summary = "Takes the call out of a profile; not in request_route.")]
    public ReturnCode UnsetProfile(RoutingContext context, string profile, ScriptValue value = default)
    {
        if (context.Route == RouteKinds.Request)
        {
            _log.Write(LogLevels.Error, "dialog: unset_dlg_profile cannot be used in a request route"u8);
            return ReturnCode.False;
        }

        if (!TryResolve("unset_dlg_profile", profile, value, out var found, out var text) || Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
        {
            var index = IndexOf(dialog, found, text);
            if (index < 0)
                return ReturnCode.False;

            dialog.Profiles!.RemoveAt(index);
            dialog.Flags |= DialogFlags.ChangedProfiles;
            dialog.MarkChanged();
        }

        found.Remove(text);
        return ReturnCode.True;
    }

    [Function("is_in_profile", Routes = RouteKinds.Any, Kemi = "is_in_profile_static/1,is_in_profile/2", Summary = "True when the call is in a profile, with this value if the profile has values.")]
    public ReturnCode IsInProfile(RoutingContext context, string profile, ScriptValue value = default)
    {
        if (!TryResolve("is_in_profile", profile, value, out var found, out var text) || Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
            return ReturnCode.Of(IndexOf(dialog, found, text) >= 0);
    }

    [Function("get_profile_size", Routes = RouteKinds.Any, Kemi = "get_profile_size_static", Summary = "Puts the number of calls in a profile without values into a variable.")]
    public ReturnCode ProfileSize(RoutingContext context, string profile, [Assigned] VariableReference size) => WriteSize(context, profile, default, size);

    [Function("get_profile_size", Routes = RouteKinds.Any, Summary = "Puts the number of calls in a profile with this value into a variable.")]
    public ReturnCode ProfileSizeOf(RoutingContext context, string profile, ScriptValue value, [Assigned] VariableReference size) => WriteSize(context, profile, value, size);

    [Function("dlg_set_timeout_by_profile", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Lets all calls of a profile last for a number of seconds from now.")]
    public ReturnCode SetTimeoutByProfile(RoutingContext context, string profile, long seconds) => ExtendMembers(profile, default, seconds);

    [Function("dlg_set_timeout_by_profile", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Lets all calls of a profile with this value last for a number of seconds from now.")]
    public ReturnCode SetTimeoutByProfileValue(RoutingContext context, string profile, ScriptValue value, long seconds) => ExtendMembers(profile, value, seconds);

    // The members of a profile; with a value those that have it.
    private List<SipDialog> MembersOf(DialogProfile profile, string? value)
    {
        var members = new List<SipDialog>();
        foreach (var dialog in _parts.Services.Table.All())
        {
            lock (dialog.Gate)
            {
                if (dialog.Profiles is { } profiles && profiles.Exists(one => ReferenceEquals(one.Profile, profile) && (value is null || one.Value == value)))
                    members.Add(dialog);
            }
        }

        return members;
    }

    private ReturnCode WriteSize(RoutingContext context, string profile, in ScriptValue value, VariableReference size) =>
        ReturnCode.Of(TryResolve("get_profile_size", profile, value, out var found, out var text)
            && size.Write(context, ScriptValue.Of(text is null ? found.Count : found.CountOf(text))));

    private ReturnCode ExtendMembers(string profile, in ScriptValue value, long seconds)
    {
        if (_profiles.Find(profile) is not { } found)
            return ReturnCode.False;

        foreach (var dialog in MembersOf(found, found.HasValue && value.IsDefined ? value.ToText() : null))
            Extend(dialog, seconds);

        return ReturnCode.True;
    }

    private bool TryResolve(string function, string name, in ScriptValue value, out DialogProfile profile, out string? text)
    {
        text = null;
        profile = _profiles.Find(name)!;
        if (profile is null)
        {
            _log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: {function}: there is no profile '{name}'"));
            return false;
        }

        if (!profile.HasValue)
            return true;

        text = value.ToText();
        if (text.Length > 0)
            return true;

        _log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: {function}: profile '{name}' needs a value"));
        return false;
    }

    private static int IndexOf(SipDialog dialog, DialogProfile profile, string? value) =>
        dialog.Profiles?.FindIndex(one => ReferenceEquals(one.Profile, profile) && one.Value == value) ?? -1;
}
