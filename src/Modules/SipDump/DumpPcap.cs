using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Pcap.Api;

namespace Signalbox.Modules.SipDump;

/// <summary>
/// Writes the classic packet capture format: every message as one UDP datagram in Ethernet, whatever its transport was,
/// with zero checksums, like the peer.
/// </summary>
internal static class DumpPcap
{
    private const int EthernetBytes = 14;
    private const int UdpBytes = 8;
    private const int MaxMessageWithLine = 65_279;
    private const int MaxPacket = ushort.MaxValue;

    /// <summary>Appends one record.</summary>
    /// <returns>False when the addresses are unknown or of two families, or the message does not fit into a packet.</returns>
    public static bool TryWrite(ByteWriter writer, DumpRecord record, bool withTransportLine)
    {
        if (!record.Source.IsSet || !record.Destination.IsSet || record.Source.IsV6 != record.Destination.IsV6)
            return false;

        var lineAt = withTransportLine && record.Length < MaxMessageWithLine ? record.Bytes.IndexOf((byte)'\n') + 1 : 0;
        Span<byte> lineBuffer = stackalloc byte[96];
        var line = lineAt > 0 ? TransportLine(record, lineBuffer) : default;
        var data = record.Length + line.Length;
        var ipBytes = record.Source.IsV6 ? 40 : 20;
        if (ipBytes + UdpBytes + data > MaxPacket)
            return false;

        PcapFile.WriteRecordHeader(writer, record.UtcTicks, EthernetBytes + ipBytes + UdpBytes + data);
        WriteEthernet(writer, record.Source.IsV6);
        WriteIp(writer, record, UdpBytes + data);
        WriteUdp(writer, record, UdpBytes + data);
        writer.Write(record.Bytes[..lineAt]);
        writer.Write(line);
        writer.Write(record.Bytes[lineAt..]);
        return true;
    }

    private static ReadOnlySpan<byte> TransportLine(DumpRecord record, Span<byte> buffer)
    {
        System.Text.Unicode.Utf8.TryWrite(buffer, $"P-KSR-SIPDump: {record.Protocol.Name()} pid={Environment.ProcessId} pno={record.Process}\r\n", out var length);
        return buffer[..length];
    }

    private static void WriteEthernet(ByteWriter writer, bool isV6)
    {
        Span<byte> header = stackalloc byte[EthernetBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header[12..], isV6 ? (ushort)0x86dd : (ushort)0x0800);
        writer.Write(header);
    }

    private static void WriteIp(ByteWriter writer, DumpRecord record, int payload)
    {
        Span<byte> header = stackalloc byte[40];
        header.Clear();
        if (record.Source.IsV6)
        {
            header[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)payload);
            header[6] = 17;
            record.Source.WriteAddress(header[8..]);
            record.Destination.WriteAddress(header[24..]);
            writer.Write(header);
            return;
        }

        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(20 + payload));
        header[8] = 128;
        header[9] = 17;
        record.Source.WriteAddress(header[12..]);
        record.Destination.WriteAddress(header[16..]);
        writer.Write(header[..20]);
    }

    private static void WriteUdp(ByteWriter writer, DumpRecord record, int length)
    {
        Span<byte> header = stackalloc byte[UdpBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)record.Source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)record.Destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)length);
        writer.Write(header);
    }
}
