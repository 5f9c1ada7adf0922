namespace Signalbox.Modules.TraceQuery.Api;

/// <summary>What a call is exported as.</summary>
public enum ExportFormat
{
    /// <summary>Packet capture with comments.</summary>
    Pcapng,

    /// <summary>Classic packet capture.</summary>
    Pcap,

    /// <summary>Text, in the form of sipdump's <c>.data</c> files.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,
}
