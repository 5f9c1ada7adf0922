using System.Runtime.InteropServices;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Hosting;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>Who may use a door: file mode, user and group.</summary>
/// <param name="Mode">File mode.</param>
/// <param name="User">Name or number; empty = as it is.</param>
/// <param name="Group">Name or number; empty = as it is.</param>
internal sealed record DoorOwner(UnixFileMode Mode, string User, string Group)
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>What is wrong, or null.</summary>
    public string? Problem()
    {
        if (User.Length > 0 && SystemAccount.FindUser(User) is null)
            return $"there is no user '{User}'";

        return Group.Length > 0 && SystemAccount.FindGroup(Group) is null ? $"there is no group '{Group}'" : null;
    }

    /// <summary>Gives the file its mode and owner.</summary>
    /// <exception cref="ModuleStartException">The system refuses.</exception>
    public void Apply(string path)
    {
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(path, Mode);

        if (User.Length == 0 && Group.Length == 0)
            return;

        var user = User.Length == 0 ? null : SystemAccount.FindUser(User);
        var group = Group.Length == 0 ? null : SystemAccount.FindGroup(Group);
        if (LibraryCalls.ChangeOwner(path, user?.Id ?? Unchanged, group?.Id ?? Unchanged) != 0)
            throw new ModuleStartException($"cannot give {path} to {User}:{Group}: {Marshal.GetLastPInvokeErrorMessage()}");
    }
}
