using System.Runtime.InteropServices;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>The calls of libc about FIFOs and owners of files that .NET does not offer.</summary>
internal static class LibraryCalls
{
    /// <summary>O_WRONLY | O_NONBLOCK | O_CLOEXEC.</summary>
    public const int WriteWithoutWaiting = 0x1 | 0x800 | 0x80000;

    /// <summary>errno of a write for which there is no room now.</summary>
    public const int TryAgain = 11;

    /// <summary>O_NOFOLLOW, which is not the same number on all processors.</summary>
    public static int NoFollow =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>Makes a FIFO.</summary>
    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int MakeFifo([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);

    /// <summary>Opens a file.</summary>
    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open([MarshalAs(UnmanagedType.LPStr)] string path, int flags);

    /// <summary>Closes a file.</summary>
    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(int file);

    /// <summary>Writes to a file.</summary>
    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Write(int file, byte[] bytes, nint count);

    /// <summary>Gives a file to a user and a group; -1 leaves one of them.</summary>
    [DllImport("libc", EntryPoint = "lchown", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ChangeOwner([MarshalAs(UnmanagedType.LPStr)] string path, uint user, uint group);
}
