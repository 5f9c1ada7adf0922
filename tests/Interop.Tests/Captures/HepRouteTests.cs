using System.Net;
using System.Net.Sockets;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>A cfg in the manner of OpenSIPS: packets run their own route, are changed and sent on, and the rows are written asynchronously.</summary>
public sealed class HepRouteTests
{
    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    public async Task Packets_are_changed_relayed_and_go_on_as_messages(string transport)
    {
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var streams = new TcpListener(IPAddress.Loopback, 0);
        streams.Start();
        var next = ((IPEndPoint)(transport == "udp" ? datagrams.LocalEndPoint! : streams.LocalEndpoint)).Port;
        using var server = RunningServer.Start(Path.Combine(AppContext.BaseDirectory, "Cases", "hep-route.cfg"), "-A", $"NEXT=\"sip:127.0.0.1:{next};transport={transport}\"");
        datagrams.SendTo(Packet("hep3-udp4-invite-corr-auth"), new IPEndPoint(IPAddress.Loopback, server.Port));

        var relayed = await (transport == "udp" ? ReceiveAsync(datagrams) : AcceptAsync(streams)).WaitAsync(TimeSpan.FromSeconds(20));

        var text = System.Text.Encoding.Latin1.GetString(relayed);
        Assert.Contains("\0\u0011\0\u000frelayed-1", text, StringComparison.Ordinal);
        Assert.Contains("\0\u0003\0\u0065\0\u000csecond", text, StringComparison.Ordinal);
        Assert.Equal(1, Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM sip_capture", 1));
        Assert.Equal("INVITE|203.0.113.9|third|relayed-1", Sqlite.Query(server.Database, "SELECT custom_field1, custom_field2, custom_field3, correlation_id FROM sip_capture")[0]);
        Assert.Equal(1, Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM report_capture", 1));
        Assert.Equal("0|INVITE", Sqlite.Query(server.Database, "SELECT instr(correlation_id || msg, '<null>'), substr(msg, 1, 6) FROM report_capture")[0]);
        server.Stop();
        Assert.Contains("packet 3 type=SIP vendor=0 source=192.0.2.10 by UDP", server.Log, StringComparison.Ordinal);
        Assert.Contains("resumed rc=1 INVITE", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("never reached", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("not relayed", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_of_a_script_sees_each_packet_first()
    {
        var cases = Path.Combine(AppContext.BaseDirectory, "Cases");
        using var server = RunningServer.Start(Path.Combine(cases, "hep-kemi.cfg"), "-A", $"HEP_SCRIPT=\"{cases}/hep-kemi.lua\"");
        using var feeder = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        feeder.SendTo(Packet("nonsip-hook-kemi-callback"), new IPEndPoint(IPAddress.Loopback, server.Port));

        Assert.Equal(1, Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM sqlite_master WHERE name = 'sip_capture'", 1));
        Assert.Equal(1, Sqlite.WaitForCount(server.Database, "SELECT count(*) FROM sip_capture", 1));
        server.Stop();
        Assert.Contains("event sipcapture:request version 3", server.Log, StringComparison.Ordinal);
        Assert.Contains("message OPTIONS", server.Log, StringComparison.Ordinal);
    }

    private static byte[] Packet(string name) => new CaptureCase(new GoldenCase(Path.Combine(GoldenCase.Root, "sipcapture", name))).Input[0];

    private static async Task<byte[]> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[65_536];
        return buffer[..await socket.ReceiveAsync(buffer)];
    }

    private static async Task<byte[]> AcceptAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var head = new byte[6];
        await client.GetStream().ReadExactlyAsync(head);
        var packet = new byte[(head[4] << 8) | head[5]];
        head.CopyTo(packet, 0);
        await client.GetStream().ReadExactlyAsync(packet.AsMemory(6));
        return packet;
    }
}
