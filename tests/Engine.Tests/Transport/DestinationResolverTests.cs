using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Tests.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Testing;
using Xunit;

namespace Engine.Tests.Transport;

public sealed class DestinationResolverTests
{
    private readonly ManualTime _time = new();
    private readonly TransportTable _table = new();
    private readonly DestinationResolver _resolver;
    private int _asked;

    public DestinationResolverTests()
    {
        _table.Set([new FakeSocket(TransportProtocol.Udp, "127.0.0.1", 5060), new FakeSocket(TransportProtocol.Tcp, "::1", 5060)]);
        _resolver = new DestinationResolver(_table, new NameCache(_time, Lookup));
    }

    [Theory]
    [InlineData("sip:192.0.2.1", "udp 192.0.2.1:5060")]
    [InlineData("sip:bob@192.0.2.1:5070;transport=TCP", "tcp 192.0.2.1:5070")]
    [InlineData("sip:bob@[2001:db8::1]", "udp [2001:db8::1]:5060")]
    [InlineData("sip:bob@example.org;maddr=192.0.2.9;lr", "udp 192.0.2.9:5060")]
    [InlineData("sip:bob@Both.example.org:5099", "udp 192.0.2.7:5099")]
    [InlineData("sip:bob@both.example.org;transport=tcp", "tcp [2001:db8::7]:5060")]
    [InlineData("sip:bob@none.example.org", "Unresolvable")]
    [InlineData("sip:bob@[::1", "Unresolvable")]
    [InlineData("sip:bob@na me", "Unresolvable")]
    [InlineData("sip:bob@a/b", "Unresolvable")]
    [InlineData("sips:192.0.2.1", "Failed")]
    [InlineData("sip:192.0.2.1;transport=tls", "Failed")]
    [InlineData("sip:192.0.2.1;transport=foo", "Failed")]
    [InlineData("tel:+123", "Unresolvable")]
    [InlineData("", "Unresolvable")]
    public void A_uri_becomes_a_transport_and_address(string uri, string expected)
    {
        var status = _resolver.Resolve(new RoutingContext(), Encoding.ASCII.GetBytes(uri), out var to);

        Assert.Equal(expected, status == SendStatus.Sent ? $"{to.Protocol.Name()} {to.Remote}" : status.ToString());
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
    public void Names_are_asked_once_a_minute_whether_they_exist_or_not()
    {
        var context = new RoutingContext();
        for (var i = 0; i < 5; i++)
        {
            _resolver.Resolve(context, "sip:both.example.org"u8, out _);
            _resolver.Resolve(context, "sip:none.example.org"u8, out _);
        }

        Assert.Equal(2, _asked);
        _time.Advance(TimeSpan.FromSeconds(61));
        _resolver.Resolve(context, "sip:both.example.org"u8, out _);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public void A_cached_name_and_a_literal_cost_no_allocation()
    {
        var context = new RoutingContext();
        _resolver.Resolve(context, "sip:both.example.org"u8, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _resolver.Resolve(context, "sip:a@both.example.org;lr"u8, out _);
            _resolver.Resolve(context, "sip:a@192.0.2.1:5080"u8, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private IPAddress[] Lookup(string name)
    {
        _asked++;
        return name.StartsWith("both", StringComparison.OrdinalIgnoreCase)
            ? [IPAddress.Parse("2001:db8::7"), IPAddress.Parse("192.0.2.7")]
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
