using System.Runtime.InteropServices;

namespace Signalbox.Host.Running;

/// <summary>The few calls of libc that .NET does not offer; used while the server starts.</summary>
internal static class Native
{
    /// <summary>open(2) for reading and writing.</summary>
    public const int ReadWrite = 2;

    /// <summary>Becomes the leader of a new session, away from the terminal.</summary>
    [DllImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetSession();

    /// <summary>Opens a file.</summary>
    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open([MarshalAs(UnmanagedType.LPStr)] string path, int flags);

    /// <summary>Makes one file descriptor a copy of another.</summary>
    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Duplicate(int from, int to);

    /// <summary>Sends a signal to a process.</summary>
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);

    /// <summary>Sets the supplementary groups to those of a user.</summary>
    [DllImport("libc", EntryPoint = "initgroups", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetGroupsOf([MarshalAs(UnmanagedType.LPStr)] string user, uint group);

    /// <summary>Gives the group away, for all threads.</summary>
    [DllImport("libc", EntryPoint = "setgid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetGroup(uint group);

    /// <summary>Gives the user away, for all threads.</summary>
    [DllImport("libc", EntryPoint = "setuid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetUser(uint user);
}
