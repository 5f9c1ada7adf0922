using System.Text;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Transport;

public sealed class StreamFramerTests
{
    private const string First = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 3\r\n\r\nabc";
    private const string Second = "SIP/2.0 200 OK\r\nl : 0\r\n\r\n";
    private static readonly StreamLimits Limits = new(16384, AcceptWithoutLength: false, HepFraming.AsMessage);

    [Fact]
    public void Every_split_of_a_stream_gives_the_same_frames()
    {
        var all = $"\r\n{First}\r\n\r\n{Second}\r\n{First}";
        for (var first = 0; first <= all.Length; first++)
        {
            for (var second = first; second <= Math.Min(all.Length, first + 7); second++)
            {
                var framer = new StreamFramer();
                var frames = new List<string>();
                Feed(framer, all[..first], frames, Limits);
                Feed(framer, all[first..second], frames, Limits);
                Feed(framer, all[second..], frames, Limits);

                Assert.Equal([First, "ping", Second, First], frames);
                Assert.Equal(0, framer.Pending);
            }
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nTo: x\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 2147483647\r\n\r\n")]
    public void What_cannot_be_cut_is_bad(string bytes)
    {
        var frames = new List<string>();
        Feed(new StreamFramer(), bytes, frames, Limits);

        Assert.Equal(["bad"], frames);
    }

    [Theory]
    [InlineData("xyz")]
    [InlineData("-1")]
    public void A_length_that_is_no_number_never_ends(string length)
    {
        var frames = new List<string>();
        Feed(new StreamFramer(), $"OPTIONS sip:a SIP/2.0\r\nContent-Length: {length}\r\n\r\nOPTIONS sip:b SIP/2.0\r\nContent-Length: 0\r\n\r\n", frames, Limits);

        Assert.Empty(frames);
    }

    [Fact]
    public void A_message_longer_than_the_limit_is_bad_with_and_without_its_end()
    {
        var frames = new List<string>();
        Feed(new StreamFramer(), "OPTIONS sip:a SIP/2.0\r\nX: " + new string('x', 20_000), frames, Limits);
        Feed(new StreamFramer(), "OPTIONS sip:a SIP/2.0\r\nContent-Length: 20000\r\n\r\n", frames, Limits);

        Assert.Equal(["bad", "bad"], frames);
    }

    [Fact]
    public void Without_content_length_the_empty_line_ends_the_message_when_allowed()
    {
        var frames = new List<string>();
        Feed(new StreamFramer(), "OPTIONS sip:a SIP/2.0\r\nTo: x\r\n\r\n" + Second, frames, Limits with { AcceptWithoutLength = true });

        Assert.Equal(["OPTIONS sip:a SIP/2.0\r\nTo: x\r\n\r\n", Second], frames);
    }

    [Fact]
    public void Hep_packets_are_cut_by_their_length_when_allowed()
    {
        const string Hep = "HEP3\0\u000bhello";
        var all = Hep + Second + Hep;
        for (var split = 0; split <= all.Length; split++)
        {
            var framer = new StreamFramer();
            var frames = new List<string>();
            Feed(framer, all[..split], frames, Limits with { Hep = HepFraming.ByLength });
            Feed(framer, all[split..], frames, Limits with { Hep = HepFraming.ByLength });

            Assert.Equal([Hep, Second, Hep], frames);
        }
    }

    [Fact]
    public void Hep_packets_are_cut_by_the_length_of_their_message_when_not_switched_on()
    {
        const string Hep = "HEP3\u0001\n\0\n\u0002\n" + First;
        var all = Hep + Second + Hep;
        for (var split = 0; split <= all.Length; split++)
        {
            var framer = new StreamFramer();
            var frames = new List<string>();
            Feed(framer, all[..split], frames, Limits);
            Feed(framer, all[split..], frames, Limits);

            Assert.Equal([Hep, Second, Hep], frames);
        }
    }

    [Theory]
    [InlineData("HEP3\0\u000bhello")]
    [InlineData("HEP3\0\u0006xx\r\n")]
    public void Hep_packets_end_the_connection_when_no_message_may_come_without_length(string bytes)
    {
        var frames = new List<string>();
        Feed(new StreamFramer(), bytes, frames, Limits with { Hep = HepFraming.Refused });

        Assert.Equal(["bad"], frames);
    }

    [Fact]
    public void HTTP_requests_are_cut_between_SIP_messages_when_allowed()
    {
        const string Get = "GET /a?b=SIP/1 HTTP/1.1\r\nHost: a\r\n\r\n";
        const string Post = "POST /a HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc";
        var all = Get + Second + Post + Get;
        for (var split = 0; split <= all.Length; split++)
        {
            var framer = new StreamFramer();
            var frames = new List<string>();
            Feed(framer, all[..split], frames, Limits with { AcceptHttp = true, AcceptWithoutLength = true });
            Feed(framer, all[split..], frames, Limits with { AcceptHttp = true, AcceptWithoutLength = true });

            Assert.Equal([Get, Second, Post, Get], frames);
        }
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 0\r\ntransfer-encoding : chunked\r\n\r\n")]
    [InlineData("GET / FTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 20000\r\n\r\n")]
    public void HTTP_that_cannot_be_cut_is_bad(string bytes)
    {
        var frames = new List<string>();
        Feed(new StreamFramer(), bytes, frames, Limits with { AcceptHttp = true, AcceptWithoutLength = true });

        Assert.Equal(["bad"], frames);
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_grow_the_buffer_without_bound()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var framer = new StreamFramer();
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            if (round % 2 == 0)
                Encoding.Latin1.GetBytes(First).AsSpan(0, Math.Min(random.Next(First.Length), bytes.Length)).CopyTo(bytes);

            Feed(framer, Encoding.Latin1.GetString(bytes), [], Limits with { Hep = HepFraming.ByLength });
        }
    }

    [Fact]
    public void A_stream_of_hep_goes_on_at_the_next_packet_behind_garbage()
    {
        var limits = Limits with { Hep = HepFraming.ByLength, AcceptWithoutLength = true };
        var frames = new List<string>();
        Feed(new StreamFramer(), "HEP3\0\u0008aa" + "HEP3\0\u0002garbage\nmore\n" + "HEP3\0\u0008bb" + "nothing that ends HEP3\0\u0008cc", frames, limits);

        Assert.Equal(["HEP3\0\u0008aa", "HEP3\0\u0008bb", "HEP3\0\u0008cc"], frames.Where(static frame => frame.StartsWith("HEP3", StringComparison.Ordinal)));
    }

    [Fact]
    public void Garbage_without_end_and_a_packet_longer_than_the_buffer_end_the_connection()
    {
        var limits = Limits with { Hep = HepFraming.ByLength };
        var framer = new StreamFramer();
        Put(framer, "HEP3\0\u0008aa");
        Assert.Equal(StreamFrame.Message, framer.TryTake(limits));
        var frame = StreamFrame.Incomplete;
        for (var i = 0; i < 400 && frame != StreamFrame.Bad; i++)
        {
            Put(framer, new string('x', 1023) + "\n");
            frame = framer.TryTake(limits);
        }

        Assert.Equal(StreamFrame.Bad, frame);
        framer = new StreamFramer();
        Put(framer, "HEP3\u00ff\u00ff");
        Assert.Equal(StreamFrame.Bad, framer.TryTake(limits));
    }

    private static void Put(StreamFramer framer, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var space = framer.Space();
        while (space.Length < bytes.Length)
        {
            bytes.AsSpan(0, space.Length).CopyTo(space.Span);
            framer.Added(space.Length);
            bytes = bytes[space.Length..];
            space = framer.Space();
        }

        bytes.CopyTo(space.Span);
        framer.Added(bytes.Length);
    }

    private static void Feed(StreamFramer framer, string text, List<string> frames, StreamLimits limits)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var at = 0; at < bytes.Length;)
        {
            var space = framer.Space().Span;
            var count = Math.Min(space.Length, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(space);
            framer.Added(count);
            at += count;
            if (!Take(framer, frames, limits))
                return;
        }
    }

    private static bool Take(StreamFramer framer, List<string> frames, StreamLimits limits)
    {
        while (true)
        {
            switch (framer.TryTake(limits))
            {
                case StreamFrame.Incomplete:
                    return true;
                case StreamFrame.Bad:
                    frames.Add("bad");
                    return false;
                case StreamFrame.Ping:
                    frames.Add("ping");
                    break;
                default:
                    frames.Add(Encoding.Latin1.GetString(framer.Message));
                    break;
            }
        }
    }
}
