using System.Buffers.Binary;
using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Pcap.Api;
using Signalbox.Modules.SipDump;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.SipDump;

/// <summary>Takes recorded capture files apart and writes them again.</summary>
public sealed class DumpPcapTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/SipDump/pcap.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Recorded_file_is_written_again_octet_by_octet(TableRow row)
    {
        var file = Convert.FromHexString(row["file"]);
        var withLine = row["line"] == "1";
        var writer = new ByteWriter();
        writer.Write(PcapFile.FileHeader);

        for (var position = 24; position < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(position + 8));
            var record = Read(file.AsSpan(position, 16 + length), withLine, out var line);
            Assert.True(DumpPcap.TryWrite(writer, record, withLine));
            CheckLine(writer, line);
            position += 16 + length;
        }

        // The line in the message names this process, so its length and the lengths around it may differ.
        var compared = withLine ? 24 : file.Length;
        Assert.Equal(Convert.ToHexString(file[..compared]), Convert.ToHexString(writer.Written[..compared]));
        Assert.True(withLine || writer.Length == file.Length);
    }

    [Fact]
    public void Message_beyond_a_packet_and_unknown_address_are_left_out()
    {
        var writer = new ByteWriter();
        var record = new DumpRecord { Tag = "rcv", Protocol = TransportProtocol.Tcp };
        record.SetBytes(new byte[10]);
        Assert.False(DumpPcap.TryWrite(writer, record, withTransportLine: false));

        record.Source = record.Destination = new HostEndPoint([127, 0, 0, 1], 5060);
        Assert.True(DumpPcap.TryWrite(writer, record, withTransportLine: false));
        record.SetBytes(new byte[65_530]);
        Assert.False(DumpPcap.TryWrite(writer, record, withTransportLine: false));
    }

    private static DumpRecord Read(ReadOnlySpan<byte> bytes, bool withLine, out string line)
    {
        var frame = bytes[16..];
        var isV6 = frame[12] == 0x86;
        var ip = frame[14..];
        var addressBytes = isV6 ? 16 : 4;
        var addresses = ip.Slice(isV6 ? 8 : 12, addressBytes * 2);
        var udp = ip[(isV6 ? 40 : 20)..];
        var data = udp[8..].ToArray();
        line = string.Empty;
        if (withLine)
        {
            var start = data.AsSpan().IndexOf((byte)'\n') + 1;
            var end = start + data.AsSpan(start).IndexOf((byte)'\n') + 1;
            line = Encoding.Latin1.GetString(data, start, end - start);
            data = [.. data[..start], .. data[end..]];
        }

        var record = new DumpRecord
        {
            Tag = "rcv", Protocol = line.Contains(" tcp ", StringComparison.Ordinal) ? TransportProtocol.Tcp : TransportProtocol.Udp, IsV6 = isV6,
            UtcTicks = DateTime.UnixEpoch.AddSeconds(BinaryPrimitives.ReadUInt32LittleEndian(bytes)).AddMicroseconds(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])).Ticks,
            Source = new HostEndPoint(addresses[..addressBytes], BinaryPrimitives.ReadUInt16BigEndian(udp)),
            Destination = new HostEndPoint(addresses[addressBytes..], BinaryPrimitives.ReadUInt16BigEndian(udp[2..])),
            Process = line.Length > 0 ? int.Parse(line[(line.IndexOf("pno=", StringComparison.Ordinal) + 4)..].TrimEnd(), System.Globalization.CultureInfo.InvariantCulture) : 0,
        };
        record.SetBytes(data);
        return record;
    }

    private static void CheckLine(ByteWriter writer, string line)
    {
        if (line.Length == 0)
            return;

        var text = Encoding.Latin1.GetString(writer.Written);
        var pid = line[(line.IndexOf("pid=", StringComparison.Ordinal) + 4)..].Split(' ')[0];
        Assert.Contains(line.Replace($"pid={pid}", $"pid={Environment.ProcessId}", StringComparison.Ordinal), text, StringComparison.Ordinal);
    }
}
