using System.Runtime.InteropServices;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>What Linux says about a file (<c>struct statx</c>, the same on all processors).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int AtFile = 0x1000;
    private const int AtCurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeAndLinks = 0x7;
    private const int TypeMask = 0xF000;
    private const int Fifo = 0x1000;

    [FieldOffset(16)]
    private readonly uint _links;

    [FieldOffset(28)]
    private readonly ushort _mode;

    /// <summary>True for a FIFO.</summary>
    public readonly bool IsFifo => (_mode & TypeMask) == Fifo;

    /// <summary>Number of names.</summary>
    public readonly uint Links => _links;

    /// <summary>Asks about an open file.</summary>
    public static bool TryRead(int file, out FileStatus status) =>
        LibraryCalls.GetStatus(file, string.Empty, AtFile, TypeModeAndLinks, out status) == 0;

    /// <summary>Asks about a name, a symbolic link itself.</summary>
    public static bool TryRead(string path, out FileStatus status) =>
        LibraryCalls.GetStatus(AtCurrentFolder, path, NoFollow, TypeModeAndLinks, out status) == 0;
}
