using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Interop.Tests.Stock;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Messages over every transport, dumped: Wireshark and sngrep read both kinds of files.</summary>
public sealed class CaptureFileTests : IDisposable
{
    private static readonly string[] Transports = ["udp4", "udp6", "tcp4", "tcp6", "tls", "ws", "wss"];
    private readonly StockFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("tshark", "capinfos", "sngrep", "openssl")]
    public async Task Every_transport_is_read_in_both_kinds_of_files()
    {
        var (port, tls) = (Ports.FreeOfBoth(), Ports.FreeOfBoth());
        using (var server = Start(port, tls))
        {
            await TalkAsync(port, tls);
            server.Terminate();
            Assert.True(server.ExitCode == 0, server.Output);
        }

        var captures = (string[])[Assert.Single(Directory.GetFiles(_folder.Path, "all-*.pcap")), Assert.Single(Directory.GetFiles(_folder.Path, "all-*.pcapng"))];
        foreach (var file in captures)
        {
            AssertDissected(file);
            AssertSngrep(file);
        }

        var comments = Fields(captures[1], "sip", "frame.comment");
        Assert.Equal(2 * Transports.Length, comments.Count);
        Assert.True(Transports.Length == comments.Count(static line => line.Contains("stateless reply, sl_send_reply in request_route, dump-transports.cfg:36", StringComparison.Ordinal)), string.Join('\n', comments));
        Assert.Equal(2, comments.Count(static line => line.Contains("; went over TLS, shown decrypted", StringComparison.Ordinal)));
        Assert.Equal(2, comments.Count(static line => line.Contains("; went over WebSocket and TLS, shown decrypted", StringComparison.Ordinal)));
        Assert.Contains("Capture application: signalbox ", Tool.Run(60, "capinfos", "/", captures[1]).Output, StringComparison.Ordinal);
    }

    private static void AssertDissected(string file)
    {
        var messages = Fields(file, "sip", "sip.Call-ID", "sip.Method", "sip.Status-Code", "frame.protocols");
        foreach (var transport in Transports)
        {
            var own = messages.Where(line => line.StartsWith($"{transport}@x\t", StringComparison.Ordinal)).ToList();
            Assert.True(own.Count == 2 && own[0].Contains("\tOPTIONS\t\t", StringComparison.Ordinal) && own[1].Contains("\t\t200\t", StringComparison.Ordinal), $"{transport}:\n{string.Join('\n', messages)}");
            var carrier = transport switch { "ws" or "wss" => "tcp:http:websocket:sip", "udp4" or "udp6" => "udp:sip", _ => "tcp:sip" };
            Assert.All(own, line => Assert.EndsWith((transport.EndsWith('6') ? ":ipv6:" : ":ip:") + carrier, line, StringComparison.Ordinal));
        }

        // Of severity "warning" and above; that somebody opens a connection is a note only.
        Assert.Empty(Fields(file, "_ws.malformed or _ws.expert.severity >= 0x600000", "frame.number", "_ws.expert.message"));
        Assert.Empty(Fields(file, "tcp.analysis.flags or ip.checksum.status == 0 or udp.checksum.status == 0 or tcp.checksum.status == 0", "frame.number", "_ws.col.Info"));
    }

    private static List<string> Fields(string file, string filter, params string[] fields)
    {
        string[] options = ["-r", file, "-Y", filter, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-T", "fields"];
        var (status, text) = Tool.Run(60, "tshark", "/", [.. options, .. fields.SelectMany(static field => (string[])["-e", field])]);
        Assert.True(status == 0, text);
        return [.. text.Split('\n').Where(static line => line.Length > 0 && !line.Contains("Running as user", StringComparison.Ordinal))];
    }

    private void AssertSngrep(string file)
    {
        var saved = Path.Combine(_folder.Path, Path.GetFileName(file) + ".read");
        var (status, text) = Tool.Run(60, "sh", "/", "-c", $"timeout 20 sngrep -N -q -I '{file}' -O '{saved}' </dev/null");
        Assert.True(File.Exists(saved), $"sngrep ended with {status}: {text}");
        var found = File.ReadAllText(saved, Encoding.Latin1);
        foreach (var transport in Transports)
            Assert.True(found.Contains($"Call-ID: {transport}@x", StringComparison.Ordinal), $"sngrep does not show {transport} of {file}");
    }

    private Tool Start(int port, int tls)
    {
        _folder.CreateCertificate();
        var cfg = Path.Combine(AppContext.BaseDirectory, "Cases", "dump-transports.cfg");
        string[] defines =
        [
            $"UDP4=udp:127.0.0.1:{port}", $"UDP6=udp:[::1]:{port}", $"TCP4=tcp:127.0.0.1:{port}", $"TCP6=tcp:[::1]:{port}", $"TLS4=tls:127.0.0.1:{tls}",
            $"FOLDER=\"{_folder.Path}\"", $"CTL=\"unix:{_folder.Path}/ctl\"", $"TLS_CFG=\"{_folder.Path}/tls.cfg\"",
        ];
        var server = Tool.Start(SignalboxBinary.Path, _folder.Path, ["-f", cfg, "-DD", "-E", "-Y", _folder.Path, .. defines.SelectMany(static one => (string[])["-A", one])]);
        Assert.True(SpinWait.SpinUntil(() => Ports.IsBound(port) && Ports.IsListening(port) && Ports.IsListening(tls), TimeSpan.FromSeconds(20)), server.Output);
        return server;
    }

    private static async Task TalkAsync(int port, int tls)
    {
        foreach (var (name, address) in ((string, IPAddress)[])[("4", IPAddress.Loopback), ("6", IPAddress.IPv6Loopback)])
        {
            using var udp = new UdpClient(new IPEndPoint(address, 0));
            udp.Connect(new IPEndPoint(address, port));
            await udp.SendAsync(Request("udp" + name, "UDP"));
            await udp.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(10));
            using var tcp = new TcpClient(address.AddressFamily);
            await tcp.ConnectAsync(new IPEndPoint(address, port));
            await ExchangeAsync(tcp.GetStream(), Request("tcp" + name, "TCP"));
        }

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, tls);
        await using var secure = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, static (_, _, _, _) => true);
        await secure.AuthenticateAsClientAsync("127.0.0.1");
        await ExchangeAsync(secure, Request("tls", "TLS"));
        await TalkWebSocketAsync($"ws://127.0.0.1:{port}/", "ws");
        await TalkWebSocketAsync($"wss://127.0.0.1:{tls}/", "wss");
    }

    private static async Task ExchangeAsync(Stream stream, byte[] request)
    {
        await stream.WriteAsync(request);
        Assert.True(await stream.ReadAsync(new byte[4096]).AsTask().WaitAsync(TimeSpan.FromSeconds(10)) > 0);
    }

    private static async Task TalkWebSocketAsync(string uri, string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("sip");
        socket.Options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        await socket.ConnectAsync(new Uri(uri), limit.Token);
        await socket.SendAsync(Request(name, name.ToUpperInvariant()), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        await socket.ReceiveAsync(new byte[4096], limit.Token);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
    }

    private static byte[] Request(string name, string via) => Encoding.ASCII.GetBytes(
        $"OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/{via} h.invalid;rport;branch=z9hG4bK-{name}\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: {name}@x\r\nCSeq: 1 OPTIONS\r\nContact: <sip:a@h.invalid>\r\nContent-Length: 0\r\n\r\n");
}
