using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Tls;

/// <summary>Peers that a connection cannot be made to: the log says why, and the call does not wait for its timer.</summary>
public sealed class UnreachablePeerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-peer-").FullName;

    private string TlsFile => Path.Combine(_folder, "tls.cfg");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("verify_certificate = yes", "certificate 'CN=far' of the peer is refused: its issuer is not trusted: add the issuer's certificate to ca_list (no ca_list is set)")]
    [InlineData("method = TLSv1.2", "compare versions, ciphers and the certificate that it wants of us")]
    public async Task A_server_that_is_refused_ends_the_call_with_477_and_a_line_in_the_log(string rule, string expected)
    {
        var far = new TestCertificate(_folder, "far", "CN=far");
        File.WriteAllText(TlsFile, $"[server:default]\nmethod = TLSv1.3\ncertificate = {far.CertificateFile}\nprivate_key = {far.KeyFile}\n");
        await using var peer = await SocketServer.StartAsync(Cfg("request_route { exit; }", "tls"));
        var port = peer.EndPoint(TransportProtocol.Tls).Port;
        File.WriteAllText(TlsFile, $"[server:default]\ncertificate = {far.CertificateFile}\nprivate_key = {far.KeyFile}\n[client:default]\n{rule}\n");
        await using var server = await SocketServer.StartAsync(Cfg(Relay($"sip:127.0.0.1:{port};transport=tls"), "tls"));

        Assert.Contains("SIP/2.0 477 ", await AskAsync(server), StringComparison.Ordinal);

        Assert.Equal(["failed 477"], server.Log);
        var line = Assert.Single(server.Errors.Lines);
        Assert.StartsWith($"TLS handshake with 127.0.0.1:{port} failed: profile {TlsFile}:4: ", line, StringComparison.Ordinal);
        Assert.EndsWith(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_does_not_speak_tls_ends_the_call_with_477()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var port = ((IPEndPoint)deaf.LocalEndpoint).Port;
        var own = new TestCertificate(_folder, "own", "CN=own");
        File.WriteAllText(TlsFile, $"[server:default]\ncertificate = {own.CertificateFile}\nprivate_key = {own.KeyFile}\n");
        await using var server = await SocketServer.StartAsync(Cfg(Relay($"sip:127.0.0.1:{port};transport=tls"), "tls"));
        var asked = AskAsync(server);
        using (var taken = await deaf.AcceptTcpClientAsync())
            await taken.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        Assert.Contains("SIP/2.0 477 ", await asked, StringComparison.Ordinal);
        Assert.StartsWith($"TLS handshake with 127.0.0.1:{port} failed: ", Assert.Single(server.Errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_certificate_is_revoked_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(9));
        using var farKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var far = new CertificateRequest("CN=far", farKey, HashAlgorithmName.SHA256).Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(5), [9]);
        var list = new CertificateRevocationListBuilder();
        list.AddEntry(far);
        var (root, crl, leaf, leafKey) = (Write("root.pem", authority.ExportCertificatePem()),
            Write("crl.pem", PemEncoding.WriteString("X509 CRL", list.Build(authority, 1, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256))),
            Write("far.pem", far.ExportCertificatePem()), Write("far.key", farKey.ExportPkcs8PrivateKeyPem()));
        Write("tls.cfg", $"[server:default]\ncertificate = {leaf}\nprivate_key = {leafKey}\n");
        await using var peer = await SocketServer.StartAsync(Cfg("request_route { exit; }", "tls"));
        var port = peer.EndPoint(TransportProtocol.Tls).Port;
        Write("tls.cfg", $"[server:default]\ncertificate = {leaf}\nprivate_key = {leafKey}\n[client:default]\nverify_certificate = yes\nca_list = {root}\ncrl = {crl}\n");
        await using var server = await SocketServer.StartAsync(Cfg(Relay($"sip:127.0.0.1:{port};transport=tls"), "tls"));

        Assert.Contains("SIP/2.0 477 ", await AskAsync(server), StringComparison.Ordinal);
        Assert.EndsWith("certificate 'CN=far' of the peer is refused: it is revoked by the crl", Assert.Single(server.Errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_the_event_route_drops_is_not_opened()
    {
        using var peer = new TcpListener(IPAddress.Loopback, 0);
        peer.Start();
        var port = ((IPEndPoint)peer.LocalEndpoint).Port;
        var own = new TestCertificate(_folder, "own", "CN=own");
        File.WriteAllText(TlsFile, $"[server:default]\ncertificate = {own.CertificateFile}\nprivate_key = {own.KeyFile}\n");
        var routes = Relay($"sip:127.0.0.1:{port};transport=tls")
            + """ event_route[tls:connection-out] { xlog("L_INFO", "to $sndto(ip):$sndto(port)\n"); drop; }""";
        await using var server = await SocketServer.StartAsync(Cfg(routes, "tls"));

        Assert.Contains("SIP/2.0 477 ", await AskAsync(server), StringComparison.Ordinal);
        Assert.Equal([$"to 127.0.0.1:{port}"], server.Log);
        Assert.False(peer.Pending());
    }

    [Fact]
    public async Task A_refused_tcp_connection_is_told()
    {
        var port = FreePort.Next();
        await using var server = await SocketServer.StartAsync(Cfg(Relay($"sip:127.0.0.1:{port};transport=tcp"), "tcp"));

        Assert.Contains("SIP/2.0 477 ", await AskAsync(server), StringComparison.Ordinal);
        Assert.Equal($"TCP connection with 127.0.0.1:{port} failed: Connection refused", Assert.Single(server.Errors.Lines));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Relay(string target) =>
        $$"""failure_route[F] { xlog("L_INFO", "failed $T(reply_code)\n"); } request_route { $du = "{{target}}"; t_on_failure("F"); if (!t_relay()) t_reply("477", "Send failed"); }""";

    private string Cfg(string routes, string protocol) => $"""
        {(protocol == "tls" ? "enable_tls=yes" : string.Empty)}
        auto_aliases=no
        listen=udp:127.0.0.1:{FreePort.Next()}
        listen={protocol}:127.0.0.1:{FreePort.Next()}
        loadmodule "pv.so"
        loadmodule "sl.so"
        loadmodule "tm.so"
        loadmodule "tmx.so"
        loadmodule "xlog.so"
        {(protocol == "tls" ? $"loadmodule \"tls.so\"\nmodparam(\"tls\", \"config\", \"{TlsFile}\")" : string.Empty)}
        {routes}
        """;

    private static async Task<string> AskAsync(SocketServer server)
    {
        using var phone = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var request = "INVITE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK1\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\n"
            + "Call-ID: c1\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        await phone.SendAsync(Encoding.Latin1.GetBytes(request), server.EndPoint(TransportProtocol.Udp));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            var answer = Encoding.Latin1.GetString((await phone.ReceiveAsync(limit.Token)).Buffer);
            if (!answer.StartsWith("SIP/2.0 1", StringComparison.Ordinal))
                return answer;
        }
    }
}
