using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;
using Signalbox.Host.CommandLine;

namespace Signalbox.Host.Running;

/// <summary>Gives up root for the user and group of <c>-u</c> and <c>-g</c>, else of the configuration, once the sockets are open.</summary>
internal static class Identity
{
    /// <summary>Refuses flags with names that do not exist, before anything is opened.</summary>
    /// <exception cref="CommandLineException">They do not exist.</exception>
    public static void Check(ServerOptions options)
    {
        _ = User(options.User, "-u");
        _ = Group(options.Group, "-g");
    }

    /// <summary>Becomes the user and group that the options or the settings name; nothing happens when they name none.</summary>
    /// <exception cref="CommandLineException">They do not exist, or the system refuses.</exception>
    public static void Take(ServerOptions options, CoreSettings settings)
    {
        var user = options.User.Length > 0 ? User(options.User, "-u") : User(settings.User, "user =");
        var group = options.Group.Length > 0 ? Group(options.Group, "-g") : Group(settings.Group, "group =");
        if (user is null && group is null)
            return;

        var groupId = group?.Id ?? user?.GroupId ?? 0;
        if (user is not null)
            Check(Native.SetGroupsOf(user.Name, groupId), "set the groups of the user");

        Check(Native.SetGroup(groupId), "become the group");
        if (user is not null)
            Check(Native.SetUser(user.Id), "become the user");
    }

    private static SystemAccount? User(string name, string from) =>
        name.Length == 0 ? null : SystemAccount.FindUser(name) ?? throw new CommandLineException($"bad user name/uid number: {from} {name}");

    private static SystemAccount? Group(string name, string from) =>
        name.Length == 0 ? null : SystemAccount.FindGroup(name) ?? throw new CommandLineException($"bad group name/gid number: {from} {name}");

    private static void Check(int result, string what)
    {
        if (result != 0)
            throw new CommandLineException($"cannot {what}: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}");
    }
}
