using System.Text;
using Engine.Tests.Dns;
using Engine.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Testing;

namespace Engine.Tests.Transport;

public sealed class DestinationResolverTests : IDisposable
{
    private readonly TestNameServer _server = new();
    private readonly ManualTime _time = new();
    private readonly TransportTable _table = new();
    private readonly CoreSettings _settings = new() { DnsUseSearchList = false };
    private readonly DestinationResolver _resolver;
    private readonly RoutingContext _context;
    private readonly NameCache _cache;

    public DestinationResolverTests()
    {
        _table.Set(
        [
            new FakeSocket(TransportProtocol.Udp, "127.0.0.1", 5060),
            new FakeSocket(TransportProtocol.Tcp, "::1", 5060),
            new FakeSocket(TransportProtocol.Tls, "127.0.0.1", 5061),
            new FakeSocket(TransportProtocol.Tcp, "127.0.0.1", 5060),
        ]);
        var live = new LiveSnapshot();
        live.Publish(NoRoutes.Snapshot(_settings));
        _cache = new NameCache(_time);
        var names = new Names(live, _cache, () => 4, _time, NullLogger.Instance, () => new DnsServers { Servers = [_server.EndPoint], Attempts = 1 });
        _resolver = new DestinationResolver(_table, new TargetCache(new TargetFinder(names, _table, _cache), _cache, names.Waiting));
        _context = new RoutingContext { Snapshot = live.Current! };
        _server
            .Address("both.example.org", "192.0.2.7")
            .Address("both.example.org", "2001:db8::7")
            .Address("six.example.org", "2001:db8::6")
            .Service("_sip._udp.example.org", 20, 0, 5080, "spare.example.org")
            .Service("_sip._udp.example.org", 10, 1, 5070, "light.example.org")
            .Service("_sip._udp.example.org", 10, 9, 5070, "heavy.example.org")
            .Service("_sip._tcp.example.org", 1, 1, 5090, "heavy.example.org")
            .Service("_sips._tcp.example.org", 1, 1, 5091, "heavy.example.org")
            .Service("_sip._udp.gone.example.org", 0, 0, 0, string.Empty)
            .Address("heavy.example.org", "192.0.2.11")
            .Address("heavy.example.org", "192.0.2.12")
            .Address("light.example.org", "192.0.2.13")
            .Address("spare.example.org", "192.0.2.14")
            .Address("gone.example.org", "192.0.2.15")
            .Authority("example.org", 10, 1, "SIP+D2U", "_sip._udp.example.org")
            .Authority("example.org", 5, 1, "SIP+D2T", "_sip._tcp.example.org")
            .Authority("example.org", 5, 0, "SIP+D2S", "_sip._sctp.example.org")
            .Authority("example.org", 20, 0, "SIPS+D2T", "_sips._tcp.example.org");
    }

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("sip:192.0.2.1", "udp 192.0.2.1:5060")]
    [InlineData("sip:bob@192.0.2.1:5070;transport=TCP", "tcp 192.0.2.1:5070")]
    [InlineData("sip:bob@[2001:db8::1]", "udp [2001:db8::1]:5060")]
    [InlineData("sip:bob@example.org;maddr=192.0.2.9;lr", "udp 192.0.2.9:5060")]
    [InlineData("sip:bob@Both.example.org:5099", "udp 192.0.2.7:5099")]
    [InlineData("sip:bob@both.example.org", "udp 192.0.2.7:5060")]
    [InlineData("sip:bob@six.example.org;transport=tcp", "tcp [2001:db8::6]:5060")]
    [InlineData("sip:bob@six.example.org", "udp [2001:db8::6]:5060")]
    [InlineData("sip:bob@example.org", "udp 192.0.2.11:5070")]
    [InlineData("sip:bob@example.org;transport=tcp", "tcp 192.0.2.11:5090")]
    [InlineData("sips:bob@example.org", "tls 192.0.2.11:5091")]
    [InlineData("sip:bob@example.org;transport=tls", "tls 192.0.2.11:5091")]
    [InlineData("sip:bob@gone.example.org", "udp 192.0.2.15:5060")]
    [InlineData("sip:bob@none.example.org", "Unresolvable")]
    [InlineData("sip:bob@[::1", "Unresolvable")]
    [InlineData("sip:bob@na me", "Unresolvable")]
    [InlineData("sip:bob@a/b", "Unresolvable")]
    [InlineData("sips:192.0.2.1", "tls 192.0.2.1:5061")]
    [InlineData("sips:192.0.2.1;transport=tcp", "tls 192.0.2.1:5061")]
    [InlineData("sips:192.0.2.1;transport=udp", "Failed")]
    [InlineData("sip:192.0.2.1;transport=tls", "tls 192.0.2.1:5061")]
    [InlineData("sip:192.0.2.1;transport=ws", "ws 192.0.2.1:5060")]
    [InlineData("sip:192.0.2.1;transport=foo", "Failed")]
    [InlineData("sip:192.0.2.1;transport=sctp", "Failed")]
    [InlineData("tel:+123", "Unresolvable")]
    [InlineData("", "Unresolvable")]
    public void A_uri_becomes_a_transport_and_address(string uri, string expected) => Assert.Equal(expected, Resolve(uri));

    [Theory]
    [InlineData(true, 30, 20, 10, "udp 192.0.2.11:5070")]
    [InlineData(true, 10, 20, 30, "tls 192.0.2.11:5091")]
    [InlineData(true, -1, 20, 10, "tcp 192.0.2.11:5090")]
    [InlineData(false, 30, 20, 10, "tcp 192.0.2.11:5090")]
    [InlineData(false, 30, -1, 10, "udp 192.0.2.11:5070")]
    public void Naptr_records_choose_the_transport(bool ignoreRfc, int udp, int tcp, int tls, string expected)
    {
        _settings.DnsTryNaptr = true;
        _settings.DnsNaptrIgnoreRfc = ignoreRfc;
        (_settings.DnsUdpPreference, _settings.DnsTcpPreference, _settings.DnsTlsPreference) = (udp, tcp, tls);

        Assert.Equal(expected, Resolve("sip:example.org"));
        Assert.Equal("tls 192.0.2.11:5091", tls < 0 ? expected : Resolve("sips:example.org"));
    }

    [Fact]
    public void Without_naptr_records_the_services_of_each_transport_are_tried()
    {
        _settings.DnsTryNaptr = true;
        _server.Service("_sip._tcp.tcponly.example.org", 1, 1, 5066, "heavy.example.org");

        Assert.Equal("tcp 192.0.2.11:5066", Resolve("sip:tcponly.example.org"));
    }

    [Fact]
    public void Failover_goes_through_all_addresses_by_priority_and_weight()
    {
        _settings.UseDnsFailover = true;
        _resolver.Resolve(_context, "sip:example.org"u8, out var at);
        var seen = new List<string>();
        do
            seen.Add($"{at.Protocol.Name()} {at.Remote}");
        while (_resolver.TryNext(_context, at, out at));

        Assert.Equal(["udp 192.0.2.11:5070", "udp 192.0.2.12:5070", "udp 192.0.2.13:5070", "udp 192.0.2.14:5080"], seen);
    }

    [Fact]
    public void Failover_is_off_unless_the_configuration_turns_it_on()
    {
        _resolver.Resolve(_context, "sip:example.org"u8, out var first);
        _resolver.Resolve(_context, "sip:192.0.2.1"u8, out var literal);

        Assert.False(_resolver.TryNext(_context, first, out _));
        _settings.UseDnsFailover = true;
        Assert.True(_resolver.TryNext(_context, first, out _));
        Assert.False(_resolver.TryNext(_context, literal, out _));
    }

    [Fact]
    public void Weights_draw_among_records_of_one_priority_only()
    {
        _settings.DnsSrvLoadBalancing = true;
        var light = 0;
        for (var i = 0; i < 2000; i++)
        {
            var found = Resolve("sip:example.org");
            Assert.NotEqual("udp 192.0.2.14:5080", found);
            light += found == "udp 192.0.2.13:5070" ? 1 : 0;
        }

        // 2 of 22 parts of the weights, where each record counts one more than its weight and heavy has two addresses.
        Assert.InRange(light, 90, 300);
    }

    [Fact]
    public void A_forced_socket_is_kept_when_it_fits()
    {
        var context = new RoutingContext { ForcedSocket = _table.Sockets[0] };

        _resolver.Resolve(context, "sip:192.0.2.1"u8, out var udp);
        _resolver.Resolve(context, "sip:[::1];transport=tcp"u8, out var tcp);

        Assert.Same(_table.Sockets[0], udp.Socket);
        Assert.Same(_table.Sockets[1], tcp.Socket);
    }

    [Fact]
    public void Entries_by_hand_count_at_once()
    {
        Resolve("sip:both.example.org");
        var entry = new DnsEntry("both.example.org", DnsRecordType.A, [new DnsRecord { Type = DnsRecordType.A, Address = new HostEndPoint([10, 0, 0, 1], 0) }], long.MaxValue);
        _cache.AddByHand(entry, 100_000);

        Assert.Equal("udp 10.0.0.1:5060", Resolve("sip:both.example.org"));
    }

    [Fact]
    public void A_name_in_use_and_a_literal_cost_no_allocation_and_no_question()
    {
        Resolve("sip:example.org");
        var asked = _server.Asked.Count;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _resolver.Resolve(_context, "sip:a@example.org;lr"u8, out _);
            _resolver.Resolve(_context, "sip:a@192.0.2.1:5080"u8, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(asked, _server.Asked.Count);
    }

    private string Resolve(string uri)
    {
        var status = _resolver.Resolve(_context, Encoding.ASCII.GetBytes(uri), out var to);
        return status == SendStatus.Sent ? $"{to.Protocol.Name()} {to.Remote}" : status.ToString();
    }
}
