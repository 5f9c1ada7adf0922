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
}
