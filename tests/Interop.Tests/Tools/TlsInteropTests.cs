using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>TLS against others: OpenSSL's client, and Kamailio in both directions, with a certificate made for the test.</summary>
public sealed class TlsInteropTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ToolFact("openssl")]
    public void Openssl_shows_a_certificate_and_gets_an_answer()
    {
        MakeCertificate();
        var (udp, tls) = (Ports.Free(), Ports.Free());
        using var server = StartOurs(Write("one.cfg", udp, tls, next: 0), tls);
        File.WriteAllText(Path.Combine(_folder, "request"), Request("end", udp).Replace("SIP/2.0/UDP", "SIP/2.0/TLS", StringComparison.Ordinal));
        using var client = Tool.Start("sh", _folder, ["-c", $"(cat request; sleep 2) | timeout 5 openssl s_client -connect 127.0.0.1:{tls} -servername sni.example -cert cert.pem -key key.pem -quiet"]);
        Assert.True(SpinWait.SpinUntil(() => client.Output.Contains("SIP/2.0 200 Got it", StringComparison.Ordinal), TimeSpan.FromSeconds(15)), client.Output + server.Output);

        WaitForOutput(server, "got tls TLSv1.3 1");
    }

    [ToolFact("kamailio", "openssl")]
    public void Requests_go_over_tls_to_kamailio_and_from_it()
    {
        MakeCertificate();
        var (ours, oursTls, theirs, theirsTls) = (Ports.Free(), Ports.Free(), Ports.Free(), Ports.Free());
        using var server = StartOurs(Write("ours.cfg", ours, oursTls, theirsTls), oursTls);
        using var peer = Tool.Start("kamailio", _folder, ["-f", Write("theirs.cfg", theirs, theirsTls, oursTls), "-x", "fm", "-X", "fm", "-m", "64", "-DD", "-E", "-Y", _folder]);
        WaitFor(peer, theirsTls);

        Assert.StartsWith("SIP/2.0 200 Got it", Ask(ours));
        Assert.StartsWith("SIP/2.0 200 Got it", Ask(theirs));
        WaitForOutput(peer, "got tls TLSv1.3");
        WaitForOutput(server, "got tls TLSv1.3");
    }

    private static string Request(string user, int port) =>
        $"MESSAGE sip:{user}@127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK{port}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\n"
        + $"Call-ID: c{port}\r\nCSeq: 1 MESSAGE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";

    private static string Ask(int port)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)) { Client = { ReceiveTimeout = 10_000 } };
        var request = Encoding.Latin1.GetBytes(Request("x", port));
        socket.Send(request, new IPEndPoint(IPAddress.Loopback, port));
        var from = new IPEndPoint(IPAddress.Any, 0);
        return Encoding.Latin1.GetString(socket.Receive(ref from));
    }

    // What a process logs comes through a pipe, after the answer.
    private static void WaitForOutput(Tool tool, string text) =>
        Assert.True(SpinWait.SpinUntil(() => tool.Output.Contains(text, StringComparison.Ordinal), TimeSpan.FromSeconds(15)), tool.Output);

    // TLS is opened last, so the others are there, too.
    private static void WaitFor(Tool tool, int port)
    {
        for (var i = 0; i < 400 && !Ports.IsListening(port); i++)
        {
            Assert.False(tool.HasEnded, tool.Output);
            Thread.Sleep(50);
        }
    }

    private Tool StartOurs(string cfg, int tlsPort)
    {
        var tool = Tool.Start(SignalboxBinary.Path, _folder, ["-f", cfg, "-DD", "-E", "-Y", _folder]);
        WaitFor(tool, tlsPort);
        return tool;
    }

    private void MakeCertificate()
    {
        using var openssl = Tool.Start("openssl", _folder, ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=example.org"]);
        Assert.True(SpinWait.SpinUntil(() => openssl.HasEnded, TimeSpan.FromSeconds(30)), openssl.Output);
    }

    private string Write(string name, int udp, int tls, int next)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $$"""
            #!KAMAILIO
            children=2
            log_stderror=yes
            auto_aliases=no
            enable_tls=yes
            listen=udp:127.0.0.1:{{udp}}
            listen=tls:127.0.0.1:{{tls}}
            loadmodule "tls.so"
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            loadmodule "pv.so"
            loadmodule "xlog.so"
            modparam("tls", "certificate", "{{_folder}}/cert.pem")
            modparam("tls", "private_key", "{{_folder}}/key.pem")
            modparam("tls", "ca_list", "{{_folder}}/cert.pem")
            modparam("tls", "tls_method", "TLSv1.2+")
            modparam("tls", "verify_certificate", 1)
            request_route {
                if ($rU == "end") {
                    xlog("L_ERR", "got $proto $tls_version $tls_peer_verified\n");
                    sl_send_reply("200", "Got it");
                    exit;
                }
                record_route();
                $rU = "end";
                $du = "sip:127.0.0.1:{{next}};transport=tls";
                t_relay();
            }
            """);
        return path;
    }
}
