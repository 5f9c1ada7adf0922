using System.Net;
using Signalbox.Modules.Ctl;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Tests.Ctl;

public sealed class ControlAddressTests
{
    [Theory]
    [InlineData("unix:/a/b", "unix_stream /a/b ")]
    [InlineData("unixs:b", "unix_stream /run/b ")]
    [InlineData("unixd:/a/b", "unix_dgram /a/b ")]
    [InlineData("/a/b", "unix_stream /a/b ")]
    [InlineData("tcp:127.0.0.1:3012", "tcp 127.0.0.1 3012")]
    [InlineData("tcp:127.0.0.1", "tcp 127.0.0.1 2049")]
    [InlineData("tcp:3012", "tcp 0.0.0.0 3012")]
    [InlineData("tcp:*:3012", "tcp 0.0.0.0 3012")]
    [InlineData("udp:[::1]:3012", "udp ::1 3012")]
    [InlineData("udp:localhost:3012", "udp 127.0.0.1 3012")]
    [InlineData("127.0.0.1:3012", "udp 127.0.0.1 3012")]
    public void An_address_is_read_as_the_peer_reads_it(string text, string expected)
    {
        Assert.True(ControlAddress.TryParse(text, "/run", out var address, out _));
        Assert.Equal(expected, $"{address.TransportName} {address.Host} {address.Port}");
    }

    [Theory]
    [InlineData("tcp:")]
    [InlineData("tcp:0")]
    [InlineData("tcp:host.test:99999")]
    [InlineData("unix:")]
    [InlineData("fifo")]
    public void Anything_else_is_refused_with_what_was_found(string text)
    {
        Assert.False(ControlAddress.TryParse(text, "/run", out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Clients_on_this_machine_need_no_token_and_others_the_right_one()
    {
        Assert.True(AccessToken.IsLocal(new IPEndPoint(IPAddress.Loopback, 1)));
        Assert.True(AccessToken.IsLocal(new IPEndPoint(IPAddress.Parse("127.9.9.9"), 1)));
        Assert.True(AccessToken.IsLocal(new IPEndPoint(IPAddress.IPv6Loopback, 1)));
        Assert.True(AccessToken.IsLocal(new IPEndPoint(IPAddress.Parse("::ffff:127.0.0.1"), 1)));
        Assert.False(AccessToken.IsLocal(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 1)));
        Assert.False(AccessToken.IsLocal(null));
        Assert.False(AccessToken.None.Accepts(""u8));
        Assert.False(AccessToken.TryRead("too short", out _, out var error));
        Assert.Contains("expected 16 or more", error, StringComparison.Ordinal);
        Assert.True(AccessToken.TryRead("0123456789abcdef", out var token, out _));
        Assert.True(token.Accepts("0123456789abcdef"u8));
        Assert.False(token.Accepts("0123456789abcdeF"u8));
        Assert.False(token.Accepts("0123456789abcdef0"u8));
        Assert.False(AccessToken.TryRead("file:/nosuch", out _, out error));
        Assert.Contains("/nosuch", error, StringComparison.Ordinal);
    }
}
