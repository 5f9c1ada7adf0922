using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Calls of other servers in profiles.</content>
internal sealed partial class DialogModule
{
    private const int MaxRemoteText = 256;
    private RemoteMembers _remote = null!;

    /// <summary>1 done, also when there was nothing to remove; -1 bad arguments, or too many calls.</summary>
    [Function("dlg_remote_profile", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Lets a call of another server count in a profile until a time (Unix seconds), or count no more: add or rm, profile, value, name of the call, time.")]
    public ReturnCode ChangeRemote(RoutingContext context, string command, string profile, ScriptValue value, string uid, long expires)
    {
        const string function = "dlg_remote_profile";
        if (!TryResolve(function, profile, value, out var found, out var text))
            return ReturnCode.False;

        if (uid.Length is 0 or > MaxRemoteText || text?.Length > MaxRemoteText)
        {
            _log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: {function}: the call needs a name; name and value have at most {MaxRemoteText} bytes"));
            return ReturnCode.False;
        }

        switch (command)
        {
            case "add":
                return AddRemote(found, text, uid, expires);
            case "rm":
                _remote.Remove(found, text, uid, _timers);
                return ReturnCode.True;
            default:
                _log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: {function}: the command is neither add nor rm"));
                return ReturnCode.False;
        }
    }

    private ReturnCode AddRemote(DialogProfile profile, string? value, string uid, long expires)
    {
        var now = _parts.Services.Now;
        if (expires <= now)
            return ReturnCode.True;

        var life = TimeSpan.FromSeconds(Math.Min(expires - now, int.MaxValue));
        if (_remote.Add(profile, value, uid, life, _timers))
            return ReturnCode.True;

        _log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: dlg_remote_profile: there are {RemoteMembers.Max} calls of other servers already"));
        return ReturnCode.False;
    }
}
