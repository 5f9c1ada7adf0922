using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;
using Signalbox.Testing;

namespace Engine.Tests.Dns;

/// <summary>Questions to a name server on loopback, honest and hostile.</summary>
public sealed class NamesTests : IDisposable
{
    private readonly TestNameServer _server = new();
    private readonly ManualTime _time = new();
    private readonly CoreSettings _settings = new();
    private readonly Names _names;
    private TimeSpan _patience = TimeSpan.FromSeconds(5);
    private int _attempts = 1;

    public NamesTests()
    {
        var live = new LiveSnapshot();
        live.Publish(NoRoutes.Snapshot(_settings));
        _names = new Names(live, new NameCache(_time), () => 4, _time, NullLogger.Instance, () => new DnsServers
        {
            Servers = [_server.EndPoint],
            Patience = _patience,
            Attempts = _attempts,
            Search = ["search.test"],
        });
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Records_are_kept_for_their_life_and_then_asked_for_behind_a_stale_answer()
    {
        _server.Address("a.test", "192.0.2.1", ttl: 30);

        Assert.Equal("192.0.2.1", Address("a.test"));
        Assert.Equal("192.0.2.1", Address("A.Test"));
        _time.Advance(TimeSpan.FromSeconds(31));
        _server.Forget("a.test", 1);
        _server.Address("a.test", "192.0.2.2", ttl: 30);

        Assert.Equal("192.0.2.1", Address("a.test"));
        Assert.True(SpinWait.SpinUntil(() => Address("a.test") == "192.0.2.2", TimeSpan.FromSeconds(10)));
        Assert.Equal(["a.test A", "a.test A"], _server.Asked);
    }

    [Fact]
    public void A_name_that_is_not_there_is_remembered_for_the_negative_life()
    {
        _settings.DnsUseSearchList = false;
        for (var i = 0; i < 3; i++)
            Assert.True(_names.Lookup("none.test", DnsRecordType.A)!.IsNegative);

        Assert.Equal(["none.test A"], _server.Asked);
        _time.Advance(TimeSpan.FromSeconds(_settings.DnsCacheNegativeTtl + 1));
        _server.Address("none.test", "192.0.2.5");

        Assert.Equal("192.0.2.5", Address("none.test"));
    }

    [Fact]
    public void Least_and_longest_life_come_from_the_settings()
    {
        _settings.DnsCacheMinTtl = 100;
        _settings.DnsCacheMaxTtl = 200;
        _server.Address("short.test", "192.0.2.1", ttl: 1).Address("long.test", "192.0.2.1", ttl: 9999);

        Assert.Equal(100_000, _names.Lookup("short.test", DnsRecordType.A)!.Expires - _names.Cache.Now);
        Assert.Equal(200_000, _names.Lookup("long.test", DnsRecordType.A)!.Expires - _names.Cache.Now);
    }

    [Fact]
    public void Without_the_cache_each_question_is_asked()
    {
        _settings.UseDnsCache = false;
        _server.Address("a.test", "192.0.2.1");

        Address("a.test");
        Address("a.test");

        Assert.Equal(2, _server.Asked.Count);
        Assert.Empty(_names.Cache.Entries);
    }

    [Fact]
    public void Aliases_are_followed_also_into_another_question()
    {
        _server.Alias("www.test", "host.test", ttl: 7).Address("host.test", "192.0.2.3");

        Assert.Equal("192.0.2.3", Address("www.test"));
        Assert.Equal(7_000, _names.Lookup("www.test", DnsRecordType.A)!.Expires - _names.Cache.Now);
    }

    [Fact]
    public void Aliases_that_run_in_a_circle_end()
    {
        _settings.DnsUseSearchList = false;
        _server.Alias("a.test", "b.test").Alias("b.test", "a.test");

        Assert.True(_names.Lookup("a.test", DnsRecordType.A)!.IsNegative);
    }

    [Fact]
    public void Short_names_are_looked_for_in_the_search_list_first()
    {
        _server.Address("gw.search.test", "192.0.2.8");

        Assert.Equal("192.0.2.8", Address("gw"));
        Assert.Equal(["gw.search.test A"], _server.Asked);
    }

    [Fact]
    public void A_cut_answer_is_asked_for_again_over_tcp()
    {
        _server.Address("big.test", "192.0.2.9").Forge = static reply =>
        {
            reply[2] |= 2;
            return [reply];
        };

        Assert.Equal("192.0.2.9", Address("big.test"));
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public void Foreign_datagrams_are_passed_by_until_the_true_answer_comes()
    {
        _server.Address("a.test", "192.0.2.1").Forge = static reply =>
        {
            var wrongId = reply.ToArray();
            wrongId[0] ^= 0xFF;
            wrongId[^1] = 66;
            var wrongName = reply.ToArray();
            wrongName[13] ^= 1;
            wrongName[^1] = 66;
            byte[] question = [.. reply[..2], 0x01, 0x00, .. reply[4..]];
            return [wrongId, wrongName, question, [], [1], reply[..11], reply];
        };

        Assert.Equal("192.0.2.1", Address("a.test"));
    }

    [Fact]
    public void Records_of_other_names_are_not_taken()
    {
        _settings.DnsUseSearchList = false;
        _server.Address("other.test", "192.0.2.66").Forge = reply =>
        {
            reply[3] = 0x80;
            reply[7] = 1;
            return [[.. reply, .. TestNameServer.Name("other.test"), 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 66]];
        };

        Assert.True(_names.Lookup("mine.test", DnsRecordType.A)!.IsNegative);
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0x18 })]
    [InlineData(new byte[] { 0xC0, 0xFF })]
    [InlineData(new byte[] { 0xC1, 0x00 })]
    [InlineData(new byte[] { 0x3F, 1, 2 })]
    [InlineData(new byte[] { 0x40, 0 })]
    [InlineData(new byte[] { 0x80, 0 })]
    [InlineData(new byte[] { 0xC0 })]
    public void Damaged_names_are_no_answer_and_cost_one_wait_only(byte[] owner)
    {
        // The owner of the answer begins at byte 24: a pointer to 0x18 points to itself.
        _patience = TimeSpan.FromMilliseconds(100);
        _server.Address("a.test", "192.0.2.1").Forge = reply => [[.. reply[..24], .. owner, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]];

        Assert.Null(_names.Lookup("a.test", DnsRecordType.A));
        Assert.True(_names.Lookup("a.test", DnsRecordType.A)!.IsNegative);
    }

    [Fact]
    public void Any_damaged_byte_or_cut_is_survived()
    {
        var good = Array.Empty<byte>();
        _server.Service("_sip._udp.a.test", 1, 2, 5060, "host.a.test").Alias("c.test", "d.test").Forge = reply => [good = reply];
        _names.Lookup("_sip._udp.a.test", DnsRecordType.Srv);
        var id = (ushort)((good[0] << 8) | good[1]);

        for (var at = 0; at < good.Length; at++)
        {
            Assert.NotNull(DnsReply.Read(good.AsSpan(0, at), id, "_sip._udp.a.test", DnsRecordType.Srv));
            for (var value = 0; value < 256; value++)
            {
                var damaged = good.ToArray();
                damaged[at] = (byte)value;
                Assert.InRange(DnsReply.Read(damaged, id, "_sip._udp.a.test", DnsRecordType.Srv).Records.Count, 0, 1);
            }
        }
    }

    [Fact]
    public void Silence_is_no_answer_counts_and_is_not_asked_about_at_once_again()
    {
        _patience = TimeSpan.FromMilliseconds(50);
        _attempts = 2;
        _settings.DnsUseSearchList = false;
        _server.Forge = static _ => [];

        Assert.Null(_names.Lookup("silent.test", DnsRecordType.A));
        Assert.NotNull(_names.Lookup("silent.test", DnsRecordType.A));

        Assert.Equal(2, _server.Asked.Count);
        Assert.Equal(1, _names.Cache.Unanswered.Value);
    }

    [Fact]
    public async Task Only_half_of_the_workers_wait_for_a_silent_server()
    {
        _server.Forge = static _ => [];
        _settings.DnsUseSearchList = false;
        var waiting = Enumerable.Range(0, 2).Select(_ => Task.Run(() => _names.Lookup("slow.test", DnsRecordType.A))).ToArray();
        Assert.True(SpinWait.SpinUntil(() => _names.Waiting.Count == 2, TimeSpan.FromSeconds(10)));

        Assert.Null(_names.Lookup("slow.test", DnsRecordType.A));

        Assert.False(waiting[0].IsCompleted);
        await Task.WhenAll(waiting);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public void The_cache_keeps_within_its_bytes()
    {
        _settings.DnsCacheKilobytes = 4;
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _names.Keep($"name{i}.test", DnsRecordType.A, [], 0);
        }

        Assert.InRange(_names.Cache.BytesUsed, 1, 4096);
        Assert.NotNull(_names.Cache.Find("name99.test", DnsRecordType.A));
        Assert.Null(_names.Cache.Find("name0.test", DnsRecordType.A));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..test")]
    [InlineData("a b.test")]
    [InlineData("a%s.test")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.test")]
    public void What_is_no_name_is_not_asked_for(string name)
    {
        _server.Address("a.test", "192.0.2.1");

        Assert.Null(_names.Lookup(name, DnsRecordType.A));
        Assert.Empty(_server.Asked);
    }

    private string? Address(string name) => _names.Lookup(name, DnsRecordType.A)?.Records.FirstOrDefault()?.Address.HostText();
}
