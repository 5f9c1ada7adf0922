using System.Buffers;
using Signalbox.Modules.Ctl;
using Xunit;

namespace Signalbox.Modules.Tests.Ctl;

public sealed class BinrpcReaderTests
{
    [Fact]
    public void Every_prefix_of_every_recorded_packet_is_incomplete_or_corrupt_but_never_throws()
    {
        foreach (var exchange in RecordedExchange.ReadAll())
        {
            BinrpcHeader.Read(exchange.Reply, out _, out var consumed);
            for (var length = 0; length < consumed; length++)
                Assert.Equal(OperationStatus.NeedMoreData, BinrpcHeader.Read(exchange.Reply.AsSpan(0, length), out _, out _));

            for (var length = consumed; length < exchange.Reply.Length; length++)
                Drain(exchange.Reply.AsSpan(consumed, length - consumed));
        }
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        for (var round = 0; round < 100_000; round++)
        {
            random.NextBytes(bytes);
            BinrpcHeader.Read(bytes, out _, out _);
            Drain(bytes.AsSpan(0, random.Next(bytes.Length)));
        }
    }

    [Theory]
    [InlineData("0f", "the reserved type")]
    [InlineData("4100", "text longer than the packet")]
    [InlineData("2141 42", "text without its final zero")]
    [InlineData("01", "text without any byte")]
    [InlineData("81", "a length of no bytes")]
    [InlineData("f100000000000000", "a length of seven bytes")]
    [InlineData("83", "an end without a start")]
    [InlineData("13", "a start with a length")]
    [InlineData("92 000000000000000000", "a number of nine bytes")]
    public void Corrupt_records_are_refused(string hex, string because)
    {
        var reader = new BinrpcReader(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

        while (reader.TryRead(out _))
        {
        }

        Assert.True(reader.IsCorrupt, because);
    }

    [Fact]
    public void An_unclosed_structure_is_not_complete()
    {
        var reader = new BinrpcReader([0x03, 0x25, (byte)'a', 0, 0x00]);

        while (reader.TryRead(out _))
        {
        }

        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void Structures_nest_only_to_a_limit()
    {
        var body = new byte[10_000];
        Array.Fill(body, (byte)0x03);
        var reader = new BinrpcReader(body);

        var read = 0;
        while (reader.TryRead(out _))
            read++;

        Assert.True(reader.IsCorrupt);
        Assert.Equal(BinrpcReader.MaxDepth, read);
    }

    [Fact]
    public void Lengths_that_are_not_minimal_are_read()
    {
        Assert.Equal(OperationStatus.Done, BinrpcHeader.Read([0xa1, 0x0f, 0, 0, 0, 5, 0, 0, 0, 9], out var header, out var consumed));

        Assert.Equal((5u, 9u, 10), (header.BodyBytes, header.Cookie, consumed));
    }

    private static void Drain(ReadOnlySpan<byte> body)
    {
        var reader = new BinrpcReader(body);
        while (reader.TryRead(out _))
        {
        }
    }
}
