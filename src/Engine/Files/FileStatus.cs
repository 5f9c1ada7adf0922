using System.Runtime.InteropServices;

namespace Signalbox.Engine.Files;

/// <summary>What Linux says about a file (<c>struct statx</c>, the same on all processors).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
public readonly partial struct FileStatus
{
    private const int AtFile = 0x1000;
    private const int AtCurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeAndLinks = 0x7;
    private const int TypeMask = 0xF000;

    [FieldOffset(16)]
    private readonly uint _links;

    [FieldOffset(28)]
    private readonly ushort _mode;

    /// <summary>What it is.</summary>
    public readonly FileKind Kind => (FileKind)(_mode & TypeMask);

    /// <summary>True for a FIFO.</summary>
    public readonly bool IsFifo => Kind == FileKind.Fifo;

    /// <summary>Number of names.</summary>
    public readonly uint Links => _links;

    /// <summary>Asks about an open file.</summary>
    public static bool TryRead(int file, out FileStatus status) => GetStatus(file, string.Empty, AtFile, TypeModeAndLinks, out status) == 0;

    /// <summary>Asks about a name, a symbolic link itself.</summary>
    public static bool TryRead(string path, out FileStatus status) => GetStatus(AtCurrentFolder, path, NoFollow, TypeModeAndLinks, out status) == 0;

    /// <summary>Asks about what a name leads to, over symbolic links.</summary>
    public static bool TryReadTarget(string path, out FileStatus status) => GetStatus(AtCurrentFolder, path, 0, TypeModeAndLinks, out status) == 0;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, out FileStatus status);
}
