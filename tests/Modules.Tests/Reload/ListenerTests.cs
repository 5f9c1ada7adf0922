using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tests.Tls;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Reload;

/// <summary>Listeners and certificates that change while traffic goes on (spec reload §4.6, tests 6 and 7).</summary>
public sealed class ListenerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-listen-").FullName;

    [Fact]
    public async Task Listeners_come_and_go_under_traffic_and_no_request_is_lost()
    {
        int[] ports = [FreePort.Next(), FreePort.Next()];
        await using var server = await SocketServer.StartAsync(Cfg([ports[0]]));
        using var enough = new CancellationTokenSource();
        var client = Task.Run(() => AskUntil(ports[0], enough.Token));
        for (var round = 0; round < 10; round++)
        {
            server.Source.Write(Cfg(round % 2 == 0 ? ports : [ports[0]]));
            Assert.StartsWith("generation: ", server.Rpc("core.reload"), StringComparison.Ordinal);
            Assert.Equal(round % 2 == 0 ? 2 : 1, server.Services.Get<ITransportTable>().Sockets.Count);
            if (round % 2 == 0)
                Assert.Equal(0, AskUntil(ports[1], default, requests: 3));
        }

        await enough.CancelAsync();
        Assert.Equal(0, await client);
        await UntilFreeAsync(ports[1]);
    }

    [Fact]
    public async Task A_removed_listener_serves_the_call_under_way_takes_nothing_new_and_closes_after_it()
    {
        int[] ports = [FreePort.Next(), FreePort.Next()];
        using var callee = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var relay = $"request_route {{ $du = \"sip:{callee.Client.LocalEndPoint}\"; t_relay(); }}";
        await using var server = await SocketServer.StartAsync(Cfg(ports, relay));
        using var caller = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await caller.SendAsync(Request("INVITE", "one", caller), new IPEndPoint(IPAddress.Loopback, ports[1]));
        var invite = await ReceiveAsync(callee);
        Assert.StartsWith("SIP/2.0 100", await ReceiveAsync(caller), StringComparison.Ordinal);

        server.Source.Write(Cfg([ports[0]], relay));
        Assert.StartsWith("generation: 2", server.Rpc("core.reload"), StringComparison.Ordinal);
        await caller.SendAsync(Request("INVITE", "two", caller), new IPEndPoint(IPAddress.Loopback, ports[1]));
        await Task.Delay(200);
        Assert.Equal(0, callee.Available);
        Assert.False(CanBind(ports[1]));

        await callee.SendAsync(Answer(invite, "486 Busy"), new IPEndPoint(IPAddress.Loopback, ports[1]));
        Assert.StartsWith("ACK ", await ReceiveAsync(callee), StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 486", await ReceiveAsync(caller), StringComparison.Ordinal);
        await UntilFreeAsync(ports[1]);
    }

    [Fact]
    public async Task A_new_name_and_advertised_address_count_at_once()
    {
        var port = FreePort.Next();
        await using var server = await SocketServer.StartAsync(Cfg([port]));

        server.Source.Write(Cfg([]) + $"\nlisten=udp:127.0.0.1:{port} advertise example.test:5099 name \"new\"\n");
        Assert.StartsWith("generation: 2", server.Rpc("core.reload"), StringComparison.Ordinal);

        Assert.Contains("advertise: udp:example.test:5099", server.Rpc("core.sockets_list"), StringComparison.Ordinal);
        Assert.Equal(0, AskUntil(port, default, requests: 1));
    }

    [Fact]
    public async Task A_removed_stream_listener_closes_and_its_connections_stay()
    {
        var port = FreePort.Next();
        await using var server = await SocketServer.StartAsync(Cfg([FreePort.Next()]) + $"\nlisten=tcp:127.0.0.1:{port}\n");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        Assert.StartsWith("SIP/2.0 200", await AskAsync(stream), StringComparison.Ordinal);

        server.Source.Write(Cfg([FreePort.Next()]));
        Assert.StartsWith("generation: 2", server.Rpc("core.reload"), StringComparison.Ordinal);

        Assert.StartsWith("SIP/2.0 200", await AskAsync(stream), StringComparison.Ordinal);
        using var late = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, port));
    }

    [Fact]
    public async Task A_reload_brings_a_new_certificate_and_leaves_open_connections()
    {
        var own = new TestCertificate(_folder, "own", "CN=own name");
        var other = new TestCertificate(_folder, "other", "CN=other name");
        await using var server = await SocketServer.StartAsync(TlsCfg(own));
        using var before = await ConnectAsync(server);

        server.Source.Write(TlsCfg(other));
        Assert.StartsWith("generation: 2", server.Rpc("core.reload"), StringComparison.Ordinal);
        using var after = await ConnectAsync(server);

        Assert.Equal("CN=other name", after.RemoteCertificate!.Subject);
        Assert.StartsWith("SIP/2.0 200", await AskAsync(before), StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200", await AskAsync(after), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Cfg(int[] ports, string routes = "request_route { sl_send_reply(\"200\", \"OK\"); }") =>
        $"children=2\nloadmodule \"sl.so\"\nloadmodule \"tm.so\"\nloadmodule \"pv.so\"\n{string.Concat(ports.Select(static port => $"listen=udp:127.0.0.1:{port}\n"))}{routes}\n";

    private static string TlsCfg(TestCertificate certificate) => $$"""
        enable_tls=yes
        children=1
        listen=tls:127.0.0.1:{{TlsPort}}
        loadmodule "sl.so"
        loadmodule "tls.so"
        modparam("tls", "certificate", "{{certificate.CertificateFile}}")
        modparam("tls", "private_key", "{{certificate.KeyFile}}")
        request_route { sl_send_reply("200", "OK"); }
        """;

    private static readonly int TlsPort = FreePort.Next();

    private static async Task<SslStream> ConnectAsync(SocketServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint(TransportProtocol.Tls));
        var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, static (_, _, _, _) => true);
        await stream.AuthenticateAsClientAsync("localhost");
        return stream;
    }

    private static async Task<string> AskAsync(Stream stream)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Text("OPTIONS", Guid.NewGuid().ToString("N"), "TCP", 9)));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var buffer = new byte[8192];
        return Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, limit.Token));
    }

    private static int AskUntil(int port, CancellationToken enough, int requests = int.MaxValue)
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        client.Client.ReceiveTimeout = 5000;
        var lost = 0;
        for (var i = 0; i < requests && !enough.IsCancellationRequested; i++)
        {
            client.Send(Request("OPTIONS", $"o{i}", client), new IPEndPoint(IPAddress.Loopback, port));
            try
            {
                IPEndPoint? from = null;
                client.Receive(ref from);
            }
            catch (SocketException)
            {
                lost++;
            }
        }

        return lost;
    }

    private static byte[] Request(string method, string call, UdpClient client) =>
        Encoding.Latin1.GetBytes(Text(method, call, "UDP", ((IPEndPoint)client.Client.LocalEndPoint!).Port));

    private static string Text(string method, string call, string transport, int port) =>
        $"{method} sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/{transport} 127.0.0.1:{port};rport;branch=z9hG4bK{call}\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\n"
        + $"Call-ID: {call}\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";

    private static byte[] Answer(string request, string status)
    {
        var lines = request.Split("\r\n");
        var head = lines.Where(static line => line.Split(':')[0] is "Via" or "From" or "Call-ID" or "CSeq");
        var to = lines.First(static line => line.StartsWith("To:", StringComparison.Ordinal));
        return Encoding.Latin1.GetBytes($"SIP/2.0 {status}\r\n{string.Join("\r\n", head)}\r\n{to};tag=c\r\nContent-Length: 0\r\n\r\n");
    }

    private static async Task<string> ReceiveAsync(UdpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return Encoding.Latin1.GetString((await client.ReceiveAsync(limit.Token)).Buffer);
    }

    private static async Task UntilFreeAsync(int port)
    {
        for (var i = 0; i < 400 && !CanBind(port); i++)
            await Task.Delay(50);

        Assert.True(CanBind(port), $"port {port} is still bound");
    }

    private static bool CanBind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
