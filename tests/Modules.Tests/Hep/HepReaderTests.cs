using System.Globalization;
using System.Text;
using Signalbox.Modules.Hep.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Hep;

public sealed class HepReaderTests
{
    public static TheoryData<string> Names => [.. HepCases.Read("receiver.tsv").Select(row => row[0])];

    [Theory, MemberData(nameof(Names))]
    public void Packet_reads_as_the_table_says(string name)
    {
        var row = HepCases.Read("receiver.tsv").Single(row => row[0] == name);
        var bytes = Convert.FromHexString(row[^1]);

        var error = HepReader.Read(bytes, out var packet);

        Assert.Equal(row[1], error.ToString());
        if (error != HepError.None)
            return;

        string[] actual =
        [
            Text(packet.Version), packet.Source.HostText(), Text(packet.Source.Port), packet.Destination.HostText(), Text(packet.Destination.Port),
            Text(packet.IpProtocol), Text(packet.Seconds), Text(packet.Microseconds), Text((int)packet.PayloadType), Text(packet.CaptureId),
            Encoding.Latin1.GetString(bytes, packet.CorrelationId.Start, packet.CorrelationId.Length), Text(packet.Payload.Length),
        ];
        Assert.Equal(row[2..^1], actual);
    }

    [Fact]
    public void Every_prefix_of_every_packet_is_refused_or_read_without_harm()
    {
        foreach (var packet in HepCases.Packets())
        {
            for (var length = 0; length < packet.Length; length++)
                ReadEverything(packet[..length]);
        }
    }

    [Fact]
    public void Random_damage_never_reads_outside_the_datagram()
    {
        var random = new Random(20261122);
        var packets = HepCases.Packets().ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var packet = (byte[])packets[round % packets.Length].Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
                packet[random.Next(Math.Min(packet.Length, 160))] = (byte)random.Next(256);

            ReadEverything(packet[..random.Next(packet.Length + 1)]);
        }
    }

    [Fact]
    public void Fixed_chunk_of_another_size_is_refused()
    {
        var packet = HepCases.Find("v3-udp4-1");
        packet[11] = 6;

        Assert.NotEqual(HepError.None, HepReader.Read(packet, out _));
    }

    [Fact]
    public void Vendor_chunk_keeps_its_hands_off_the_generic_fields()
    {
        var packet = HepCases.Find("v3-udp4-1");
        packet[14] = 2;

        Assert.Equal(HepError.MissingChunk, HepReader.Read(packet, out _));
    }

    [Fact]
    public void Chunk_is_found_by_its_number()
    {
        var packet = HepCases.Find("v3-all-capid-2001-1");

        Assert.True(HepChunkReader.TryFind(packet, HepChunkType.AuthKey, out var chunk));
        Assert.Equal("s3cr3t-key"u8, packet.AsSpan(chunk.Data.Start, chunk.Data.Length));
        Assert.False(HepChunkReader.TryFind(packet, 0x12, out _));
    }

    [Theory]
    [InlineData("HEP3", 3)]
    [InlineData("EEP1", 3)]
    [InlineData("\u0001x", 1)]
    [InlineData("\u0002x", 2)]
    [InlineData("OPTIONS", 0)]
    [InlineData("", 0)]
    public void Version_is_told_by_the_first_octets(string text, int version)
    {
        Assert.Equal(version, HepReader.Version(Encoding.Latin1.GetBytes(text)));
    }

    private static void ReadEverything(byte[] datagram)
    {
        if (HepReader.Read(datagram, out var packet) == HepError.None)
        {
            _ = datagram.AsSpan(packet.Payload.Start, packet.Payload.Length).ToArray();
            _ = datagram.AsSpan(packet.CorrelationId.Start, packet.CorrelationId.Length).ToArray();
            _ = datagram.AsSpan(packet.AuthKey.Start, packet.AuthKey.Length).ToArray();
        }

        for (var type = 0; type < 32; type++)
            HepChunkReader.TryFind(datagram, type, out _);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
