using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tests.Tls;

namespace Signalbox.Modules.Tests.Websocket;

/// <summary>WebSocket on a kernel socket; answers are what Kamailio 5.6.3 was seen to give.</summary>
public sealed class WebsocketTests : IAsyncLifetime
{
    private const string Upgrade = "Upgrade: websocket\r\n";
    private const string Connection = "Connection: keep-alive, Upgrade\r\n";
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private const string Protocol = "Sec-WebSocket-Protocol: chat, sip\r\n";
    private const string Version = "Sec-WebSocket-Version: 13\r\n";
    private const string All = Upgrade + Connection + Key + Protocol + Version;
    private const string Sip = "MESSAGE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/WS abc.invalid;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 MESSAGE\r\n\r\n";
    private SocketServer _server = null!;

    public async Task InitializeAsync() => _server = await StartAsync(string.Empty);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(All, "101 Switching Protocols", "Sec-WebSocket-Protocol: sip\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")]
    [InlineData(Connection + Key + Protocol + Version, "400 Bad Request", "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(Upgrade + "Connection: close\r\n" + Key + Protocol + Version, "400 Bad Request", "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(Upgrade + Connection + Protocol + Version, "400 Bad Request", "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(Upgrade + Connection + Key + Version, "400 Bad Request", "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(Upgrade + Connection + Key + "Sec-WebSocket-Protocol: chat\r\n" + Version, "400 Bad Request", "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(Upgrade + Connection + Key + Protocol, "400 Bad Request", "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(Upgrade + Connection + Key + Protocol + "Sec-WebSocket-Version: 12\r\n", "426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n")]
    public async Task A_handshake_is_answered_as_the_peer_does(string headers, string status, string expected)
    {
        using var client = await ConnectAsync();
        var answer = await ShakeAsync(client, headers);

        Assert.Equal($"HTTP/1.1 {status}\r\nSia: SIP/2.0/TCP {client.Client.LocalEndPoint}\r\n{expected}Server: test\r\nContent-Length: 0\r\n\r\n", answer);
        if (status[0] == '4')
            Assert.Equal(string.Empty, await ReceiveAsync(client));
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("binary")]
    [InlineData("pieces")]
    [InlineData("pieces with a ping between")]
    [InlineData("a byte a time")]
    public async Task A_message_is_answered_with_one_text_frame(string how)
    {
        using var client = await OpenAsync();
        var stream = client.GetStream();
        var bytes = Encoding.Latin1.GetBytes(Sip);
        byte[] sent = how switch
        {
            "binary" => Frame(2, bytes),
            "pieces" => [.. Frame(1, bytes[..50], isFinal: false), .. Frame(0, bytes[50..90], isFinal: false), .. Frame(0, bytes[90..])],
            "pieces with a ping between" => [.. Frame(1, bytes[..50], isFinal: false), .. Frame(9, "hi"u8), .. Frame(0, bytes[50..])],
            _ => Frame(1, bytes),
        };
        if (how == "a byte a time")
        {
            foreach (var b in sent)
                await stream.WriteAsync(new[] { b });
        }
        else
        {
            await stream.WriteAsync(sent);
        }

        if (how.EndsWith("between", StringComparison.Ordinal))
            Assert.Equal((10, "hi"), await ReadFrameAsync(stream));

        var (opcode, text) = await ReadFrameAsync(stream);
        Assert.Equal(1, opcode);
        Assert.StartsWith("SIP/2.0 200 OK\r\nVia: SIP/2.0/WS abc.invalid;branch=z9hG4bKx;", text);
        Assert.Equal("1 ws 127.0.0.1", _server.Log[^1]);
    }

    [Fact]
    public async Task Control_frames_are_answered()
    {
        using var client = await OpenAsync();
        var stream = client.GetStream();
        await stream.WriteAsync((byte[])[.. Frame(9, "abc"u8), .. Frame(10, "x"u8), .. Frame(1, "\r\n\r\n"u8), .. Frame(8, [0x03, 0xE9, (byte)'b'])]);

        Assert.Equal((10, "abc"), await ReadFrameAsync(stream));
        Assert.Equal((1, "\r\n"), await ReadFrameAsync(stream));
        Assert.Equal((8, "1000 Normal closure"), await ReadFrameAsync(stream));
        Assert.Equal(string.Empty, await ReceiveAsync(client));
    }

    [Theory]
    [InlineData("8101" + "41", "1002 Protocol error")]
    [InlineData("C181" + "00000000" + "41", "1002 Protocol error")]
    [InlineData("8381" + "00000000" + "41", "1008 Unsupported opcode")]
    [InlineData("8081" + "00000000" + "41", "1002 Protocol error")]
    [InlineData("0181" + "00000000" + "41" + "8181" + "00000000" + "41", "1002 Protocol error")]
    [InlineData("0981" + "00000000" + "41", "1002 Protocol error")]
    [InlineData("89FE0080" + "00000000", "1002 Protocol error")]
    [InlineData("81FF7FFFFFFFFFFFFFFF" + "00000000", "1009 Message too big")]
    [InlineData("81FFFFFFFFFFFFFFFFFF" + "00000000", "1009 Message too big")]
    [InlineData("81FF0000000000010000" + "00000000", "1009 Message too big")]
    public async Task Frames_against_the_rules_end_the_connection_with_a_reason(string hex, string expected)
    {
        using var client = await OpenAsync();
        await client.GetStream().WriteAsync(Convert.FromHexString(hex));

        Assert.Equal((8, expected), await ReadFrameAsync(client.GetStream()));
        Assert.Equal(string.Empty, await ReceiveAsync(client));
    }

    [Theory]
    [InlineData("garbage 123456789 123456789 123456789")]
    [InlineData("")]
    public async Task What_is_no_sip_ends_the_connection_without_a_frame(string text)
    {
        using var client = await OpenAsync();
        await client.GetStream().WriteAsync(Frame(1, Encoding.Latin1.GetBytes(text)));

        Assert.Equal(string.Empty, await ReceiveAsync(client));
    }

    [Fact]
    public async Task Pieces_are_bounded_all_together()
    {
        using var client = await OpenAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Frame(1, new byte[10_000], isFinal: false));
        await stream.WriteAsync(Frame(0, new byte[10_000], isFinal: false));

        Assert.Equal((8, "1009 Message too big"), await ReadFrameAsync(stream));
    }

    [Fact]
    public async Task Random_frames_leave_the_server_answering()
    {
        var random = new Random(11);
        for (var i = 0; i < 100; i++)
        {
            using var bad = await OpenAsync();
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            await bad.GetStream().WriteAsync(bytes);
        }

        using var client = await OpenAsync();
        await client.GetStream().WriteAsync(Frame(1, Encoding.Latin1.GetBytes(Sip)));
        Assert.StartsWith("SIP/2.0 200", (await ReadFrameAsync(client.GetStream())).Text);
    }

    [Fact]
    public async Task Commands_show_ping_and_close_connections()
    {
        using var client = await OpenAsync();
        Assert.Equal($"connections:\n  1: ws:{client.Client.LocalEndPoint} -> ws:{client.Client.RemoteEndPoint} (state: OPEN,  last used 0s ago, sub-protocol: sip)\ninfo:\n  wscounter: 1\n  truncated: no", _server.Rpc("ws.dump"));
        Assert.Equal(string.Empty, _server.Rpc("ws.ping", "1"));
        Assert.Equal((9, "are you there"), await ReadFrameAsync(client.GetStream()));
        Assert.Equal("500 Unknown connection ID", _server.Rpc("ws.ping", "99"));
        Assert.Equal(string.Empty, _server.Rpc("ws.close", "1"));
        Assert.Equal((8, "1000 Normal closure"), await ReadFrameAsync(client.GetStream()));
        Assert.Equal("500 Sending frame failed", _server.Rpc("ws.close", "1"));

        _server.Rpc("ws.disable");
        using var late = await ConnectAsync();
        Assert.StartsWith("HTTP/1.1 503 ", await ShakeAsync(late, All));
        _server.Rpc("ws.enable");
        using var open = await OpenAsync();
    }

    [Fact]
    public async Task Closed_connections_are_told_to_the_script_after_the_delay()
    {
        await using var server = await StartAsync("modparam(\"websocket\", \"rm_delay_interval\", 2)");
        using (var client = await ConnectAsync(server))
        {
            await ShakeAsync(client, All);
            await client.GetStream().WriteAsync(Frame(8, [0x03, 0xE8]));
        }

        var closed = Stopwatch.StartNew();
        Assert.True(SpinWait.SpinUntil(() => { lock (server.Log) return server.Log.Contains("closed 1 127.0.0.1"); }, TimeSpan.FromSeconds(15)));
        Assert.True(closed.Elapsed > TimeSpan.FromSeconds(1.9), $"told {closed.Elapsed} after the end");
    }

    [Fact]
    public async Task Idle_connections_are_asked_and_silent_ones_ended()
    {
        await using var server = await StartAsync("modparam(\"websocket\", \"keepalive_timeout\", 1)\nmodparam(\"websocket\", \"cors_mode\", 2)");
        using var client = await ConnectAsync(server);
        Assert.Contains("\r\nAccess-Control-Allow-Origin: http://o\r\n", await ShakeAsync(client, All + "Origin: http://o\r\n"), StringComparison.Ordinal);

        Assert.Equal((9, "are you there"), await ReadFrameAsync(client.GetStream()));
        for (var (opcode, _) = (9, string.Empty); opcode == 9;)
            (opcode, _) = await ReadFrameAsync(client.GetStream());
    }

    [Fact]
    public async Task A_request_goes_to_the_client_over_its_connection()
    {
        using var client = await OpenAsync();
        using var other = await OpenAsync();
        var target = $"MESSAGE sip:relay@127.0.0.1 SIP/2.0\r\nX-To: {client.Client.LocalEndPoint}\r\n" + Sip[(Sip.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        await other.GetStream().WriteAsync(Frame(1, Encoding.Latin1.GetBytes(target)));

        var (opcode, text) = await ReadFrameAsync(client.GetStream());
        Assert.Equal(1, opcode);
        Assert.StartsWith($"MESSAGE sip:relay@127.0.0.1 SIP/2.0\r\nRecord-Route: <sip:{client.Client.RemoteEndPoint};transport=ws;lr;ftag=1>\r\n", text);
        Assert.Contains($"\r\nVia: SIP/2.0/WS {client.Client.RemoteEndPoint};branch=", text, StringComparison.Ordinal);
    }

    private static Task<SocketServer> StartAsync(string more) => SocketServer.StartAsync($$"""
        tcp_accept_no_cl=yes
        auto_aliases=no
        server_header="Server: test"
        listen=tcp:127.0.0.1:{{FreePort.Next()}}
        loadmodule "pv.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "xlog.so"
        loadmodule "textops.so"
        loadmodule "xhttp.so"
        loadmodule "websocket.so"
        modparam("websocket", "ping_application_data", "are you there")
        {{more}}
        request_route {
            if ($rU == "relay") {
                record_route();
                $du = "sip:" + $hdr(X-To) + ";transport=ws";
                forward();
                exit;
            }
            xlog("L_INFO", "$ws_conid $proto $si\n");
            sl_send_reply("200", "OK");
        }
        event_route[xhttp:request] {
            set_reply_close();
            set_reply_no_connect();
            ws_handle_handshake();
        }
        event_route[websocket:closed] {
            xlog("L_INFO", "closed $ws_conid $si\n");
        }
        """);

    private Task<TcpClient> ConnectAsync() => ConnectAsync(_server);

    private static async Task<TcpClient> ConnectAsync(SocketServer server)
    {
        var client = new TcpClient(AddressFamily.InterNetwork) { NoDelay = true };
        await client.ConnectAsync(server.EndPoint(TransportProtocol.Tcp));
        return client;
    }

    private async Task<TcpClient> OpenAsync()
    {
        var client = await ConnectAsync();
        Assert.StartsWith("HTTP/1.1 101 ", await ShakeAsync(client, All));
        return client;
    }

    private static async Task<string> ShakeAsync(TcpClient client, string headers)
    {
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"GET /ws HTTP/1.1\r\nHost: a\r\n{headers}\r\n"));
        return await ReceiveAsync(client);
    }

    // The end of the connection gives an empty text, also when it came by a reset.
    private static async Task<string> ReceiveAsync(TcpClient client)
    {
        var buffer = new byte[65536];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            return Encoding.Latin1.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, limit.Token));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static byte[] Frame(int opcode, ReadOnlySpan<byte> data, bool isFinal = true)
    {
        byte[] mask = [1, 2, 3, 4];
        var body = data.ToArray();
        for (var i = 0; i < body.Length; i++)
            body[i] ^= mask[i & 3];

        byte[] length = body.Length < 126 ? [(byte)(0x80 | body.Length)] : [0xFE, (byte)(body.Length >> 8), (byte)body.Length];
        return [(byte)((isFinal ? 0x80 : 0) | opcode), .. length, .. mask, .. body];
    }

    // Opcode -1 at the end of the connection; code and reason of close frames.
    private static async Task<(int Opcode, string Text)> ReadFrameAsync(NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var head = new byte[4];
        if (await stream.ReadAtLeastAsync(head.AsMemory(0, 2), 2, throwOnEndOfStream: false, limit.Token) < 2)
            return (-1, string.Empty);

        var length = head[1] & 0x7F;
        if (length == 126)
        {
            await stream.ReadExactlyAsync(head.AsMemory(2, 2), limit.Token);
            length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, limit.Token);
        var opcode = head[0] & 15;
        return (opcode, opcode == 8 ? $"{BinaryPrimitives.ReadUInt16BigEndian(body)} {Encoding.Latin1.GetString(body.AsSpan(2))}" : Encoding.Latin1.GetString(body));
    }
}
