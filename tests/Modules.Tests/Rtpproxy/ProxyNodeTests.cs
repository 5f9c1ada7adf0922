using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Modules.Rtpproxy;
using Xunit;

namespace Signalbox.Modules.Tests.Rtpproxy;

public sealed class ProxyNodeTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("udp:127.0.0.1:7722", "127.0.0.1", 7722, 1)]
    [InlineData("udp:proxy.example", "proxy.example", 22222, 1)]
    [InlineData("udp6:[::1]:7722=5", "::1", 7722, 5)]
    [InlineData("unix:/run/rtpproxy.sock", "/run/rtpproxy.sock", 0, 1)]
    [InlineData("/run/rtpproxy.sock", "/run/rtpproxy.sock", 0, 1)]
    public void An_address_is_read(string text, string host, int port, int weight)
    {
        Assert.True(ProxyAddress.TryParse(text, out var address, out var error), error);

        Assert.Equal((host, port, weight), (address.Host, address.Port, address.Weight));
    }

    [Theory]
    [InlineData("udp:")]
    [InlineData("tcp:127.0.0.1:7722")]
    [InlineData("udp:127.0.0.1:70000")]
    [InlineData("udp:127.0.0.1:7722=x")]
    public void What_is_no_address_is_refused(string text)
    {
        Assert.False(ProxyAddress.TryParse(text, out _, out var error));
        Assert.Equal($"found \"{text}\", expected udp:host:port or unix:path", error);
    }

    [Fact]
    public async Task An_answer_to_another_command_is_passed_over()
    {
        using var proxy = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var node = Node(((IPEndPoint)proxy.Client.LocalEndPoint!).Port);
        var asked = Task.Run(() => node.Ask("V"u8, 1, Wait));

        var request = await proxy.ReceiveAsync();
        var cookie = Encoding.ASCII.GetString(request.Buffer).Split(' ')[0];
        await proxy.SendAsync("1_1 wrong\n"u8.ToArray(), request.RemoteEndPoint);
        await proxy.SendAsync(Encoding.ASCII.GetBytes($"{cookie} 20040107\n"), request.RemoteEndPoint);

        Assert.Equal("20040107", Encoding.ASCII.GetString((await asked)!));
    }

    [Fact]
    public void A_proxy_that_is_not_there_gives_no_answer()
    {
        using var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var node = Node(((IPEndPoint)free.Client.LocalEndPoint!).Port);

        Assert.Null(node.Ask("V"u8, 2, TimeSpan.FromMilliseconds(20)));
    }

    [Theory]
    [InlineData("co", false, true, true, "")]
    [InlineData("rwz20", true, false, false, "WZ20")]
    [InlineData("ei", false, false, false, "EI")]
    public void Flags_are_letters(string text, bool trusts, bool session, bool origin, string options)
    {
        var flags = ProxyFlags.Parse(text);

        Assert.Equal((trusts, session, origin, options), (flags.TrustsAddress, flags.ChangesSession, flags.ChangesOrigin, flags.Options));
    }

    private static ProxyNode Node(int port) => new(new ProxyAddress($"udp:127.0.0.1:{port}", "127.0.0.1", port, 1));
}
