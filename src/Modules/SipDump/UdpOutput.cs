namespace Signalbox.Modules.SipDump;

/// <summary>The <c>.pcap</c> file as the peer writes it: everything is UDP.</summary>
internal sealed class UdpOutput : DumpOutput
{
    private readonly bool _withTransportLine;

    /// <summary>Opens the file.</summary>
    public UdpOutput(string path, bool withTransportLine)
        : base(path)
    {
        _withTransportLine = withTransportLine;
        Pending.Write(Pcap.Api.PcapFile.FileHeader);
    }

    /// <inheritdoc />
    protected override bool TryFormat(DumpRecord record) => DumpPcap.TryWrite(Pending, record, _withTransportLine);
}
