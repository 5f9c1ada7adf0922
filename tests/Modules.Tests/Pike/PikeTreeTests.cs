using Signalbox.Engine.Transport;
using Signalbox.Modules.Pike;

namespace Signalbox.Modules.Tests.Pike;

public sealed class PikeTreeTests
{
    private readonly PikeTree _tree = new() { Limits = new PikeLimits(16, 4) };

    /// <summary>What the peer was seen to do: the number of the first request that is too much.</summary>
    [Theory]
    [InlineData(16, 22)]
    [InlineData(5, 9)]
    [InlineData(1, 5)]
    [InlineData(8, 12)]
    [InlineData(30, 39)]
    public void An_address_is_blocked_after_as_many_requests_as_with_the_peer(int density, int blockedAt)
    {
        _tree.Limits = new PikeLimits(density, 4);
        for (var i = 1; i < blockedAt; i++)
            Assert.True(Send("127.0.0.1") == PikeVerdict.Pass, $"request {i}");

        Assert.Equal(PikeVerdict.JustBlocked, Send("127.0.0.1"));
        Assert.Equal(PikeVerdict.Blocked, Send("127.0.0.1"));
    }

    [Fact]
    public void A_blocked_address_passes_after_a_quiet_sampling_time()
    {
        for (var i = 0; i < 30; i++)
            Send("192.0.2.1");

        Assert.Equal(0, _tree.EndSample());
        Assert.Equal(PikeVerdict.Blocked, Send("192.0.2.1"));
        Assert.Equal(1, _tree.EndSample());
        Assert.Equal(PikeVerdict.Pass, Send("192.0.2.1"));
    }

    [Fact]
    public void An_address_beside_a_blocked_one_passes()
    {
        for (var i = 0; i < 30; i++)
            Send("192.0.2.1");

        Assert.Equal(PikeVerdict.Pass, Send("192.0.2.2"));
        Assert.Equal(PikeVerdict.Blocked, Send("192.0.2.1"));
    }

    [Fact]
    public void An_address_is_forgotten_when_it_was_quiet_and_its_range_after_it()
    {
        for (var i = 0; i < 10; i++)
            Send("192.0.2.1");

        Assert.Single(_tree.All());
        for (var i = 0; i < 4; i++)
            _tree.PassSecond();

        Assert.Single(_tree.All());
        for (var i = 0; i < 20; i++)
            _tree.PassSecond();

        Assert.Empty(_tree.All());
        Assert.Equal(PikeVerdict.Pass, Send("192.0.2.1"));
    }

    [Fact]
    public void IPv6_addresses_are_counted_too()
    {
        var at = 0;
        for (var i = 1; i < 100 && at == 0; i++)
            at = Send("2001:db8::1") == PikeVerdict.JustBlocked ? i : 0;

        Assert.InRange(at, 30, 40);
        Assert.Equal("2001:db8::1", _tree.All()[0].Address.HostText());
    }

    [Fact]
    public void Counting_allocates_nothing_once_the_address_is_known()
    {
        for (var i = 0; i < 30; i++)
            Send("192.0.2.1");

        HostEndPoint.TryParseAddress("192.0.2.1"u8, 0, out var address);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _tree.Count(address);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private PikeVerdict Send(string address)
    {
        Assert.True(HostEndPoint.TryParseAddress(System.Text.Encoding.Latin1.GetBytes(address), 0, out var source));
        return _tree.Count(source);
    }
}
