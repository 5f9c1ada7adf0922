namespace Signalbox.Modules.SipDump;

/// <summary>Where and how dump files are written.</summary>
/// <param name="Mode">Mask of <see cref="DumpModes"/>.</param>
/// <param name="Folder">Folder of the files.</param>
/// <param name="Prefix">Start of the file names.</param>
/// <param name="Rotate">Age of a set of files after which the next one is begun.</param>
internal sealed record DumpOptions(int Mode, string Folder, string Prefix, TimeSpan Rotate)
{
    /// <summary>Age after which files are deleted; zero = never.</summary>
    public TimeSpan MaxAge { get; init; }

    /// <summary>Bytes that all files together may have; zero = no limit.</summary>
    public long MaxTotalBytes { get; init; }

    /// <summary>Bytes that stay free on the disk of the folder; zero = no limit.</summary>
    public long MinFreeBytes { get; init; }

    /// <summary>True when a bit of <see cref="DumpModes"/> is set.</summary>
    public bool Has(int bit) => (Mode & bit) != 0;
}
