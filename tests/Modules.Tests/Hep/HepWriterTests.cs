using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Hep;

public sealed class HepWriterTests
{
    public static TheoryData<string> Names => [.. HepCases.Read("siptrace.tsv").Select(row => row[0])];

    [Theory, MemberData(nameof(Names))]
    public void Recorded_packet_is_written_again_octet_by_octet(string name)
    {
        var recorded = HepCases.Find(name);
        Assert.Equal(HepError.None, HepReader.Read(recorded, out var packet));
        var writer = new ByteWriter();

        Assert.True(HepWriter.TryWrite(writer, Frame(packet, recorded)));

        Assert.Equal(Convert.ToHexString(recorded), Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Prop.ForAll<string, uint, bool>((text, captureId, v6) =>
        {
            var payload = Encoding.Latin1.GetBytes("x" + text);
            for (var version = 1; version <= 3; version++)
                RoundTrip(version, payload, captureId, v6);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Packet_beyond_65535_octets_is_not_written()
    {
        var writer = new ByteWriter();

        Assert.False(HepWriter.TryWrite(writer, Frame(3, new byte[65_500], default, default)));
        Assert.True(HepWriter.TryWrite(writer, Frame(3, new byte[65_535 - 99], default, default)));
        Assert.Equal(65_535, writer.Length);
    }

    [Fact]
    public void Mixed_families_are_not_written()
    {
        var frame = new HepFrame
        {
            Version = 3, Source = new HostEndPoint(new byte[4], 1), Destination = new HostEndPoint(new byte[16], 1),
            Transport = TransportProtocol.Udp, UtcTicks = DateTime.UnixEpoch.Ticks, Payload = "x"u8,
        };

        Assert.False(HepWriter.TryWrite(new ByteWriter(), frame));
    }

    [Fact]
    public void Encoding_and_decoding_allocate_nothing()
    {
        var writer = new ByteWriter();
        var recorded = HepCases.Find("v3-all-capid-2001-1");
        HepReader.Read(recorded, out var packet);
        HepWriter.TryWrite(writer, Frame(packet, recorded));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            HepWriter.TryWrite(writer, Frame(packet, recorded));
            HepReader.Read(writer.Written, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void RoundTrip(int version, byte[] payload, uint captureId, bool v6)
    {
        var numbers = (int)(captureId * 31);
        var address = new byte[v6 ? 16 : 4];
        BitConverter.TryWriteBytes(address, numbers);
        var source = new HostEndPoint(address, numbers & 0xffff);
        var destination = new HostEndPoint(address, (numbers >> 3) & 0xffff);
        var writer = new ByteWriter();
        var frame = new HepFrame
        {
            Version = version, Source = source, Destination = destination, Transport = TransportProtocol.Tcp,
            UtcTicks = DateTime.UnixEpoch.AddSeconds(1 + (captureId >> 1)).AddMicroseconds(7).Ticks, Payload = payload, CaptureId = captureId,
            PayloadType = HepPayloadType.Sip, CorrelationId = payload,
        };

        Assert.True(HepWriter.TryWrite(writer, frame));
        Assert.Equal(HepError.None, HepReader.Read(writer.Written, out var packet));
        Assert.Equal(source, packet.Source);
        Assert.Equal(destination, packet.Destination);
        Assert.Equal(TransportProtocol.Tcp, packet.Transport);
        Assert.Equal(payload, writer.Written.Slice(packet.Payload.Start, packet.Payload.Length).ToArray());
        Assert.Equal(version == 1 ? 0 : frame.UtcTicks, version == 1 ? 0 : packet.UtcTicks);
        Assert.Equal(version switch { 1 => 0, 2 => captureId & 0xffff, _ => captureId }, packet.CaptureId);
    }

    private static HepFrame Frame(in HepPacket packet, byte[] bytes) => new()
    {
        Version = packet.Version, Source = packet.Source, Destination = packet.Destination, Transport = packet.Transport,
        UtcTicks = packet.UtcTicks, Payload = bytes.AsSpan(packet.Payload.Start, packet.Payload.Length), CaptureId = packet.CaptureId,
        PayloadType = packet.PayloadType, CorrelationId = bytes.AsSpan(packet.CorrelationId.Start, packet.CorrelationId.Length),
        AuthKey = bytes.AsSpan(packet.AuthKey.Start, packet.AuthKey.Length),
    };

    private static HepFrame Frame(int version, byte[] payload, HostEndPoint source, HostEndPoint destination) => new()
    {
        Version = version, Source = source.IsSet ? source : new HostEndPoint(new byte[4], 1),
        Destination = destination.IsSet ? destination : new HostEndPoint(new byte[4], 2),
        Transport = TransportProtocol.Udp, UtcTicks = DateTime.UnixEpoch.Ticks, Payload = payload, PayloadType = HepPayloadType.Sip,
    };
}
