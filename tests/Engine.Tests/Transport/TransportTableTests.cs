using System.Text;
using Engine.Tests.Hosting;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Transport;

public sealed class TransportTableTests
{
    private readonly FakeSocket _first = new(TransportProtocol.Udp, "192.0.2.1", 5060, "edge");
    private readonly FakeSocket _second = new(TransportProtocol.Udp, "192.0.2.2", 5080, "core", "sip.example.org");
    private readonly FakeSocket _tcp = new(TransportProtocol.Tcp, "192.0.2.1", 5060);
    private readonly FakeSocket _v6 = new(TransportProtocol.Udp, "2001:db8::1", 5060);
    private readonly FakeSocket _any = new(TransportProtocol.Udp, "0.0.0.0", 5090);
    private readonly TransportTable _table = new();

    public TransportTableTests() => _table.Set([_first, _second, _tcp, _v6, _any]);

    [Theory]
    [InlineData("192.0.2.1", 5060, TransportProtocol.None, true)]
    [InlineData("192.0.2.1", 0, TransportProtocol.None, true)]
    [InlineData("192.0.2.1", 5061, TransportProtocol.None, false)]
    [InlineData("192.0.2.1", 5060, TransportProtocol.Tcp, true)]
    [InlineData("192.0.2.2", 5080, TransportProtocol.Tcp, false)]
    [InlineData("192.0.2.2", 0, TransportProtocol.None, false)]
    [InlineData("192.0.2.1", 0, TransportProtocol.Tls, false)]
    [InlineData("[2001:db8::1]", 0, TransportProtocol.None, true)]
    [InlineData("[2001:DB8:0::1]", 5060, TransportProtocol.Udp, true)]
    [InlineData("SIP.example.org", 5080, TransportProtocol.None, true)]
    [InlineData("sip.example.org", 5060, TransportProtocol.None, false)]
    [InlineData("alias.example.org", 5060, TransportProtocol.None, true)]
    [InlineData("alias.example.org", 7777, TransportProtocol.Tcp, true)]
    [InlineData("tls.example.org", 5061, TransportProtocol.Tls, true)]
    [InlineData("tls.example.org", 0, TransportProtocol.Tls, true)]
    [InlineData("tls.example.org", 5061, TransportProtocol.Udp, false)]
    [InlineData("127.0.0.1", 5090, TransportProtocol.Udp, true)]
    [InlineData("127.0.0.1", 5060, TransportProtocol.Udp, false)]
    [InlineData("", 5060, TransportProtocol.None, false)]
    public void Myself_is_a_listener_an_advertised_host_or_an_alias(string host, int port, TransportProtocol protocol, bool expected)
    {
        var settings = new CoreSettings();
        settings.Aliases.Add(new HostAlias(TransportProtocol.None, "alias.example.org", 0));
        settings.Aliases.Add(new HostAlias(TransportProtocol.Tls, "tls.example.org", 5061));
        var snapshot = new Snapshot(1, settings, new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);

        Assert.Equal(expected, _table.IsMyself(snapshot, Encoding.ASCII.GetBytes(host), port, protocol));
    }

    [Fact]
    public void The_preferred_socket_is_taken_only_when_it_fits()
    {
        Assert.Same(_second, _table.Select(TransportProtocol.Udp, isV6: false, _second));
        Assert.Same(_first, _table.Select(TransportProtocol.Udp, isV6: false, _tcp));
        Assert.Same(_v6, _table.Select(TransportProtocol.Udp, isV6: true, _second));
        Assert.Same(_tcp, _table.Select(TransportProtocol.Tcp, isV6: false, null));
        Assert.Null(_table.Select(TransportProtocol.Tcp, isV6: true, null));
    }

    [Fact]
    public void Sockets_are_found_by_name_and_by_address()
    {
        Assert.Same(_second, _table.FindByName("core"u8));
        Assert.Null(_table.FindByName(""u8));
        Assert.Same(_tcp, _table.FindLocal(TransportProtocol.Tcp, _first.Local));
        Assert.Same(_first, _table.FindLocal(TransportProtocol.None, _first.Local));
        Assert.Null(_table.FindLocal(TransportProtocol.Udp, _first.Local.WithPort(1)));
    }
}
