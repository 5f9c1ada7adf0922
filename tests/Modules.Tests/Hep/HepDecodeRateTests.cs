using System.Diagnostics;
using System.Globalization;
using Signalbox.Engine.Messages;
using Signalbox.Modules.Hep.Api;
using Xunit;
using Xunit.Abstractions;

namespace Signalbox.Modules.Tests.Hep;

/// <summary>How many packets one core decodes; <c>scripts/bench.sh decode</c> shows the figures.</summary>
public sealed class HepDecodeRateTests(ITestOutputHelper output)
{
    private const int Wanted = 600_000;
    private const int Rounds = 7;
    private const int PacketsPerRound = 300_000;

    [Fact]
    public void One_core_decodes_600000_packets_in_a_second()
    {
        var packets = HepCases.Packets().Where(static packet => HepReader.Read(packet, out _) == HepError.None).ToArray();
        var rate = Best(packets, static packet => HepReader.Read(packet, out _) == HepError.None);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decode: {rate:N0} packets/s of {packets.Average(static packet => packet.Length):N0} octets"));
        Assert.True(rate >= Wanted, $"{rate:N0} packets/s");
    }

    [Fact]
    public void One_core_decodes_and_parses_200000_packets_in_a_second()
    {
        var packets = HepCases.Packets().Where(static packet => HepReader.Read(packet, out _) == HepError.None).ToArray();
        var message = new SipMessage();
        var buffer = new byte[4096];
        var rate = Best(packets, packet =>
        {
            HepReader.Read(packet, out var read);
            packet.AsSpan(read.Payload.Start, read.Payload.Length).CopyTo(buffer);
            message.Reset();
            message.TryParse(buffer, read.Payload.Length);
            return true;
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decode and parse SIP: {rate:N0} packets/s"));
        Assert.True(rate >= Wanted / 3, $"{rate:N0} packets/s");
    }

    // The best of some rounds: what disturbs a round is the machine, not the decoder.
    private static double Best(byte[][] packets, Func<byte[], bool> decode)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < PacketsPerRound; i++)
                decode(packets[i % packets.Length]);

            best = Math.Max(best, PacketsPerRound / watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
