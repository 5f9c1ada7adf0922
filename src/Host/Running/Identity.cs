using System.Globalization;
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

        var user = options.User.Length == 0 ? null : Find("/etc/passwd", options.User) ?? throw new CommandLineException($"bad user name/uid number: -u {options.User}");
        var group = options.Group.Length == 0 ? null : Find("/etc/group", options.Group) ?? throw new CommandLineException($"bad group name/gid number: -g {options.Group}");
        var groupId = Number(group?[2] ?? user?[3] ?? "0");
        if (user is not null)
            Check(Native.SetGroupsOf(user[0], groupId), "set the groups of the user");

        Check(Native.SetGroup(groupId), "become the group");
        if (user is not null)
            Check(Native.SetUser(Number(user[2])), "become the user");
    }

    private static string[]? Find(string file, string nameOrNumber) =>
        File.ReadLines(file)
            .Select(static line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 3 && (fields[0] == nameOrNumber || fields[2] == nameOrNumber));

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static void Check(int result, string what)
    {
        if (result != 0)
            throw new CommandLineException($"cannot {what}: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}");
    }
}
