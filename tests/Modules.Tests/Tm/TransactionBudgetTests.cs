using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>What a relayed request may cost.</summary>
public sealed class TransactionBudgetTests
{
    private const string Request =
        "BYE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-000000;rport\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>;tag=t1\r\nCall-ID: budget\r\nCSeq: 000000 BYE\r\nContent-Length: 0\r\n\r\n";

    private const int Numbers = 600;
    private const int MaxBytesEach = 4096;
    private const int MaxBytesEnded = 2048;
    private readonly TmBench _bench = new();
    private readonly byte[] _request = Encoding.Latin1.GetBytes(Request);
    private readonly byte[] _reply = new byte[4096];

    [Fact]
    public void A_relayed_request_and_its_reply_allocate_nothing_in_steady_state()
    {
        for (var i = 0; i < Numbers; i++)
            Exchange(i);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Exchange(i % Numbers);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(3200, _bench.Network.SentCount);
    }

    [Fact]
    public void An_ended_transaction_leaves_no_timer_and_no_generation_behind()
    {
        Exchange(1);

        _bench.Timers.Advance(6000);

        Assert.Equal(0, _bench.Timers.Count);
        Assert.Equal(0, _bench.Network.Retained);
    }

    [Fact]
    public void A_thousand_waiting_transactions_need_little_memory_each()
    {
        Relay(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i <= 1000; i++)
            Relay(i);

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;

        Assert.InRange(each, 1, MaxBytesEach);
    }

    [Fact]
    public void A_thousand_ended_transactions_need_half_of_that()
    {
        Complete(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i <= 1000; i++)
            Complete(i);

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;

        Assert.InRange(each, 1, MaxBytesEnded);
    }

    private void Complete(int number)
    {
        Relay(number);
        Answer();
    }

    private void Exchange(int number)
    {
        Complete(number);
        if (number % 50 == 0)
            _bench.Timers.Advance(6000);
    }

    private void Relay(int number)
    {
        Number(_request, "bK-"u8, number);
        Number(_request, "CSeq: "u8, number);
        Require(_bench.Relay(_request) == 1);
    }

    private void Answer()
    {
        var sent = _bench.Network.Last;
        var headers = sent[(sent.IndexOf("\r\n"u8) + 2)..];
        "SIP/2.0 200 OK\r\n"u8.CopyTo(_reply);
        headers.CopyTo(_reply.AsSpan(16));
        Require(_bench.TakeReply(_reply, 16 + headers.Length));
    }

    // xunit's own assertions allocate.
    private static void Require(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("the exchange failed");
    }

    private static void Number(byte[] message, ReadOnlySpan<byte> after, int number)
    {
        var place = message.AsSpan().IndexOf(after) + after.Length;
        number.TryFormat(message.AsSpan(place, 6), out _, "D6", CultureInfo.InvariantCulture);
    }
}
