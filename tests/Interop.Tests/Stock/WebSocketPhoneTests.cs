using System.Net;
using System.Net.WebSockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>A browser's phone (RFC 7118): .NET's WebSocket client over TLS against a registrar with the modules websocket and tls.</summary>
public sealed class WebSocketPhoneTests : IDisposable
{
    private readonly StockFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("openssl")]
    public async Task A_phone_registers_over_wss_and_gets_what_others_send_it()
    {
        _folder.CreateCertificate();
        var (udp, tls) = (Ports.Free(), Ports.FreeOfBoth());
        using var server = Tool.Start(SignalboxBinary.Path, _folder.Path, "-f", WriteCfg(udp, tls), "-DD", "-E", "-Y", _folder.Path);
        Assert.True(SpinWait.SpinUntil(() => Ports.IsBound(udp) && Ports.IsListening(tls), TimeSpan.FromSeconds(20)), server.Output);
        using var bob = await ConnectAsync(tls);
        using var alice = new Phone(udp);

        await SendAsync(bob, Message($"REGISTER sip:127.0.0.1:{udp}", "Contact: <sip:bob@df7jal23ls0d.invalid;transport=ws>;expires=600\r\n", udp));
        var registered = await ReceiveAsync(bob);
        alice.Send(alice.Request("MESSAGE", $"sip:bob@127.0.0.1:{udp}", "ws-1", string.Empty));
        var request = await ReceiveAsync(bob);
        await SendAsync(bob, Phone.Answer(request));
        var answered = alice.Receive();
        await SendAsync(bob, InDialog(alice.Port, tls, udp));
        var back = alice.Receive();
        alice.Send(Phone.Answer(back));
        var end = await ReceiveAsync(bob);

        Assert.StartsWith("SIP/2.0 200 OK\r\n", registered, StringComparison.Ordinal);
        Assert.Contains("\r\nContact: <sip:bob@df7jal23ls0d.invalid;transport=ws>;expires=600;received=\"sip:127.0.0.1:", registered, StringComparison.Ordinal);

        // In URIs it is "ws", also above TLS.
        Assert.Contains(";transport=ws\"\r\n", registered, StringComparison.Ordinal);
        Assert.Contains($"\r\nRecord-Route: <sip:127.0.0.1:{tls};transport=ws;r2=on;lr;ftag=caller>\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"\r\nVia: SIP/2.0/WSS 127.0.0.1:{tls};", request, StringComparison.Ordinal);
        Assert.StartsWith("MESSAGE sip:bob@df7jal23ls0d.invalid;transport=ws SIP/2.0\r\n", request, StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200 OK\r\n", answered, StringComparison.Ordinal);
        Assert.StartsWith("INFO sip:alice@127.0.0.1:", back, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nRoute:", back, StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200 OK\r\n", end, StringComparison.Ordinal);
        await bob.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, bob.CloseStatus);
        Assert.True(SpinWait.SpinUntil(() => server.Output.Contains("bob is gone", StringComparison.Ordinal), TimeSpan.FromSeconds(20)), server.Output);
    }

    private static async Task<ClientWebSocket> ConnectAsync(int port)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("sip");
        socket.Options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=127.0.0.1";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{port}/sip"), limit.Token);
        Assert.Equal("sip", socket.SubProtocol);
        return socket;
    }

    private static string Message(string start, string headers, int port) =>
        $"{start} SIP/2.0\r\nVia: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK-ws;rport\r\nMax-Forwards: 70\r\nFrom: <sip:bob@127.0.0.1:{port}>;tag=1\r\n"
        + $"To: <sip:bob@127.0.0.1:{port}>\r\nCall-ID: ws-reg\r\nCSeq: 1 REGISTER\r\n{headers}Content-Length: 0\r\n\r\n";

    private static string InDialog(int alice, int tls, int udp) =>
        $"INFO sip:alice@127.0.0.1:{alice} SIP/2.0\r\nVia: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK-ws2\r\nMax-Forwards: 70\r\nRoute: <sip:127.0.0.1:{tls};transport=ws;r2=on;lr>, <sip:127.0.0.1:{udp};r2=on;lr>\r\n"
        + $"From: <sip:bob@127.0.0.1>;tag=callee\r\nTo: <sip:alice@127.0.0.1>;tag=caller\r\nCall-ID: ws-1\r\nCSeq: 1 INFO\r\nContent-Length: 0\r\n\r\n";

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.Latin1.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[65536];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var result = await socket.ReceiveAsync(buffer, limit.Token);
        Assert.True(result.EndOfMessage);
        return Encoding.Latin1.GetString(buffer, 0, result.Count);
    }

    private string WriteCfg(int udp, int tls)
    {
        var path = Path.Combine(_folder.Path, "ws.cfg");
        File.WriteAllText(path, $$"""
            #!KAMAILIO
            children=2
            auto_aliases=no
            enable_tls=yes
            tcp_accept_no_cl=yes
            listen=udp:127.0.0.1:{{udp}}
            listen=tls:127.0.0.1:{{tls}}
            loadmodule "tls.so"
            loadmodule "xhttp.so"
            loadmodule "websocket.so"
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "pv.so"
            loadmodule "xlog.so"
            loadmodule "rr.so"
            loadmodule "siputils.so"
            loadmodule "textops.so"
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            loadmodule "nathelper.so"
            modparam("tls", "config", "{{_folder.Path}}/tls.cfg")
            modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
            modparam("websocket", "rm_delay_interval", 1)
            request_route {
                force_rport();
                if (is_method("REGISTER")) {
                    if (nat_uac_test("64"))
                        fix_nated_register();
                    save("location");
                    exit;
                }
                if (has_totag() && loose_route()) {
                    t_relay();
                    exit;
                }
                record_route();
                if (!lookup("location")) {
                    sl_send_reply("404", "Not Found");
                    exit;
                }
                t_relay();
            }
            event_route[xhttp:request] {
                set_reply_close();
                set_reply_no_connect();
                if ($hdr(Upgrade) =~ "websocket" && ws_handle_handshake())
                    exit;
                xhttp_reply("404", "Not Found", "", "");
            }
            event_route[websocket:closed] {
                xlog("L_ERR", "bob is gone\n");
            }
            """);
        return path;
    }
}
