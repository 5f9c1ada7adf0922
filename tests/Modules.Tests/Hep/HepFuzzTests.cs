using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Hep;

/// <summary>A million damaged packets, and packets made at random that must come back as they were made.</summary>
public sealed class HepFuzzTests
{
    private const int Packets = 1_000_000;

    [Fact]
    public void A_million_damaged_packets_are_read_or_refused_and_every_range_lies_inside()
    {
        var random = new Random(20261122);
        var originals = HepCases.Packets().ToArray();
        var buffer = new byte[4096];
        var good = 0;
        for (var i = 0; i < Packets; i++)
        {
            var length = Damage(random, originals[i % originals.Length], buffer);
            var datagram = buffer.AsSpan(0, length);
            if (HepReader.Read(datagram, out var packet) != HepError.None)
                continue;

            good++;
            Assert.False(packet.Payload.IsEmpty);
            _ = datagram.Slice(packet.Payload.Start, packet.Payload.Length);
            _ = datagram.Slice(packet.CorrelationId.Start, packet.CorrelationId.Length);
            _ = datagram.Slice(packet.AuthKey.Start, packet.AuthKey.Length);
        }

        // Most damage hits the payload or a value, which is not for the decoder to judge.
        Assert.InRange(good, Packets / 20, Packets - 1);
    }

    [Fact]
    public void A_hundred_thousand_damaged_packets_are_edited_or_refused_and_stay_sound()
    {
        var random = new Random(7);
        var originals = HepCases.Packets().Where(static packet => packet[0] == (byte)'H').ToArray();
        var buffer = new byte[4096];
        var target = new ByteWriter();
        for (var i = 0; i < Packets / 10; i++)
        {
            var datagram = buffer.AsSpan(0, Damage(random, originals[i % originals.Length], buffer));
            if (!HepEditor.TrySet(target, datagram, i % 3, 1 + random.Next(0x30), datagram[..Math.Min(datagram.Length, random.Next(40))]))
                continue;

            var chunks = new HepChunkReader(target.Written);
            while (chunks.TryNext(out _))
            {
                // Walks to the end.
            }

            Assert.True(chunks.Error is HepError.None or HepError.WrongChunkSize, chunks.Error.ToString());
            Assert.Equal(target.Length, BinaryPrimitives.ReadUInt16BigEndian(target.Written[4..]));
        }
    }

    [Fact]
    public void What_is_made_at_random_comes_back()
    {
        var random = new Random(11);
        var target = new ByteWriter();
        var chunks = new ByteWriter();
        for (var i = 0; i < 20_000; i++)
        {
            var version = 1 + (i % 3);
            var isV6 = random.Next(2) == 0;
            var payload = Octets(random, 1 + random.Next(1400));
            var correlation = Octets(random, random.Next(30));
            var extra = Octets(random, random.Next(30));
            chunks.Clear();
            HepChunkWriter.Write(chunks, 1 + random.Next(8), random.Next(ushort.MaxValue), extra);
            var frame = new HepFrame
            {
                Version = version, Source = Address(random, isV6), Destination = Address(random, isV6), Transport = TransportProtocol.Tcp,
                UtcTicks = DateTime.UnixEpoch.Ticks + (random.NextInt64(uint.MaxValue) * TimeSpan.TicksPerSecond) + (random.Next(1_000_000) * TimeSpan.TicksPerMicrosecond),
                Payload = payload, CaptureId = (ushort)random.Next(), PayloadType = (HepPayloadType)(1 + random.Next(255)), CorrelationId = correlation, Chunks = chunks.Written,
            };

            Assert.True(HepWriter.TryWrite(target, frame));
            Assert.Equal(HepError.None, HepReader.Read(target.Written, out var packet));

            Assert.Equal((version, frame.Source, frame.Destination), (packet.Version, packet.Source, packet.Destination));
            Assert.True(payload.AsSpan().SequenceEqual(target.Written.Slice(packet.Payload.Start, packet.Payload.Length)));
            if (version == 1)
                continue;

            Assert.Equal(((uint)((ushort)frame.CaptureId), frame.UtcTicks), (packet.CaptureId, packet.UtcTicks));
            if (version == 3)
                Assert.True(correlation.AsSpan().SequenceEqual(target.Written.Slice(packet.CorrelationId.Start, packet.CorrelationId.Length)));
        }
    }

    // Octets changed, cut off, doubled, moved: what a broken sender or an attacker makes of a packet.
    private static int Damage(Random random, byte[] original, byte[] buffer)
    {
        original.CopyTo(buffer.AsSpan());
        var length = original.Length;
        for (var changes = random.Next(4); changes >= 0; changes--)
        {
            var at = random.Next(length);
            switch (random.Next(6))
            {
                case 0 or 1:
                    buffer[at] = (byte)random.Next(256);
                    break;
                case 2 when length > 8:
                    BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(Math.Min(at, length - 2)), (ushort)random.Next(0, 8));
                    break;
                case 3:
                    length = Math.Max(1, at);
                    break;
                case 4 when length < buffer.Length / 2:
                    buffer.AsSpan(at, length - at).CopyTo(buffer.AsSpan(length));
                    length += length - at;
                    break;
                default:
                    buffer[random.Next(Math.Min(length, 60))] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return length;
    }

    private static byte[] Octets(Random random, int count)
    {
        var octets = new byte[count];
        random.NextBytes(octets);
        return octets;
    }

    private static HostEndPoint Address(Random random, bool isV6) => new(Octets(random, isV6 ? 16 : 4), random.Next(ushort.MaxValue));
}
