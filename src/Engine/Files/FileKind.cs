namespace Signalbox.Engine.Files;

/// <summary>What a name in the file system stands for; the numbers are those of Linux (<c>S_IFMT</c>).</summary>
public enum FileKind
{
    /// <summary>Nothing, or nothing known.</summary>
    None = 0,

    /// <summary>A named pipe.</summary>
    Fifo = 0x1000,

    /// <summary>A character device.</summary>
    CharacterDevice = 0x2000,

    /// <summary>A folder.</summary>
    Folder = 0x4000,

    /// <summary>A block device.</summary>
    BlockDevice = 0x6000,

    /// <summary>A file with a content.</summary>
    Regular = 0x8000,

    /// <summary>A symbolic link.</summary>
    Link = 0xA000,

    /// <summary>A unix socket.</summary>
    Socket = 0xC000,
}
