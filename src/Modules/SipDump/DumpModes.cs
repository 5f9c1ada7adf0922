namespace Signalbox.Modules.SipDump;

/// <summary>Bits of the parameter <c>mode</c>.</summary>
internal static class DumpModes
{
    /// <summary>Text file.</summary>
    public const int Text = 1;

    /// <summary>Event route.</summary>
    public const int Event = 2;

    /// <summary>Packet capture file.</summary>
    public const int Pcap = 4;

    /// <summary>Line P-KSR-SIPDump in the packet capture.</summary>
    public const int TransportLine = 8;

    /// <summary>Packet capture file with comments; not in the peer.</summary>
    public const int Pcapng = 16;

    /// <summary>The classic packet capture shows each transport as it was instead of UDP; not in the peer.</summary>
    public const int TrueTransport = 32;

    /// <summary>What makes the module do something.</summary>
    public const int Doing = Files | Event;

    /// <summary>What is written to files.</summary>
    public const int Files = Text | Pcap | Pcapng;
}
