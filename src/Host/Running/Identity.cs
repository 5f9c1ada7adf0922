using Signalbox.Engine.Hosting;
using Signalbox.Host.CommandLine;

namespace Signalbox.Host.Running;

/// <summary>Gives up root for the user and group of <c>-u</c> and <c>-g</c>, once the sockets are open.</summary>
internal static class Identity
{
    /// <summary>Becomes the user and group that the options name; nothing happens when they name none.</summary>
    /// <exception cref="CommandLineException">They do not exist, or the system refuses.</exception>
    public static void Take(ServerOptions options)
    {
        if (options.User.Length == 0 && options.Group.Length == 0)
            return;

        var user = options.User.Length == 0 ? null : SystemAccount.FindUser(options.User) ?? throw new CommandLineException($"bad user name/uid number: -u {options.User}");
        var group = options.Group.Length == 0 ? null : SystemAccount.FindGroup(options.Group) ?? throw new CommandLineException($"bad group name/gid number: -g {options.Group}");
        var groupId = group?.Id ?? user?.GroupId ?? 0;
        if (user is not null)
            Check(Native.SetGroupsOf(user.Name, groupId), "set the groups of the user");

        Check(Native.SetGroup(groupId), "become the group");
        if (user is not null)
            Check(Native.SetUser(user.Id), "become the user");
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
            throw new CommandLineException($"cannot {what}: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}");
    }
}
