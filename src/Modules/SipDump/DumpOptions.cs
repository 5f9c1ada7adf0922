namespace Signalbox.Modules.SipDump;

/// <summary>Where and how dump files are written.</summary>
/// <param name="Mode">Mask of <see cref="DumpModes"/>.</param>
/// <param name="Folder">Folder of the files.</param>
/// <param name="Prefix">Start of the file names.</param>
/// <param name="Rotate">Age of a set of files after which the next one is begun.</param>
/// <param name="MaxAge">Age after which files are deleted; zero = never.</param>
internal sealed record DumpOptions(int Mode, string Folder, string Prefix, TimeSpan Rotate, TimeSpan MaxAge)
{
    /// <summary>True when text files are written.</summary>
    public bool HasText => (Mode & DumpModes.Text) != 0;

    /// <summary>True when packet capture files are written.</summary>
    public bool HasPcap => (Mode & DumpModes.Pcap) != 0;

    /// <summary>True when the packet capture carries the line with the real transport.</summary>
    public bool HasTransportLine => (Mode & DumpModes.TransportLine) != 0;
}
