using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Tls;

/// <summary>TLS on kernel sockets, with certificates made for the test.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Routes = """
        request_route {
            xlog("L_INFO", "$tls_version|$tls_peer_server_name|$tls_peer_verified|$tls_peer_expired|$tls_peer_selfsigned|$tls_peer_subject_cn|$tls_my_subject_cn|$tls_my_subject_organization|$tls_my_san_hostname|$tls_my_san_ip|$tls_my_san_uri|$tls_my_san_email|$tls_my_version|$tls_my_issuer_cn\n");
            if (is_peer_verified())
                xlog("L_INFO", "verified\n");
            sl_send_reply("200", "OK");
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-tls-").FullName;
    private readonly TestCertificate _own;
    private readonly TestCertificate _other;
    private readonly TestCertificate _client;

    public TlsTests()
    {
        _own = new TestCertificate(_folder, "own", "C=DE,O=Test Org,CN=own name");
        _other = new TestCertificate(_folder, "other", "CN=other name");
        _client = new TestCertificate(_folder, "client", "CN=client name");
    }

    private string TlsFile => Path.Combine(_folder, "tls.cfg");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_request_over_tls_is_answered_and_variables_tell_of_the_connection()
    {
        await using var server = await StartAsync(Section("server:default", _own));
        using var client = await ConnectAsync(server, "sni.example.org");

        Assert.StartsWith("SIP/2.0 200", await AskAsync(client));
        var version = client.SslProtocol == SslProtocols.Tls13 ? "TLSv1.3" : "TLSv1.2";
        Assert.Equal([$"{version}|sni.example.org|0|0|0|<null>|own name|Test Org|own.example.org|127.0.0.1|sip:example.org|a@example.org|2|own name"], server.Log);
        Assert.Contains("state: established", server.Rpc("tls.list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_requests_in_one_record_and_large_ones_go_through()
    {
        await using var server = await StartAsync(Section("server:default", _own));
        using var client = await ConnectAsync(server);
        var one = Request();
        await client.WriteAsync(Encoding.Latin1.GetBytes(one + one));
        var text = string.Empty;
        while (text.Split("SIP/2.0 200").Length < 3)
            text += await ReceiveAsync(client);

        Assert.StartsWith("SIP/2.0 200", await AskAsync(client, new string('x', 9000)));
    }

    [Fact]
    public async Task A_server_section_is_chosen_by_the_name_that_the_client_asks_for()
    {
        await using var server = await StartAsync(
            Section("server:default", _own), Section("server:any", _other, "server_name = other.example.org"), Section("server:any", _client, "server_name = below.test", "server_name_mode = 2"));

        using var known = await ConnectAsync(server, "other.example.org");
        using var unknown = await ConnectAsync(server, "what.example.org");
        using var below = await ConnectAsync(server, "a.below.test");
        using var above = await ConnectAsync(server, "below.test");

        Assert.Equal(["CN=other name", "CN=client name"], [known.RemoteCertificate!.Subject, below.RemoteCertificate!.Subject]);
        Assert.Contains("own name", unknown.RemoteCertificate!.Subject, StringComparison.Ordinal);
        Assert.Contains("own name", above.RemoteCertificate!.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_certificate_must_be_there_and_trusted()
    {
        await using var server = await StartAsync(
            Section("server:default", _own, "verify_certificate = yes", "require_certificate = yes", $"ca_list = {_client.CertificateFile}"));

        using var trusted = await ConnectAsync(server, certificate: _client);
        Assert.StartsWith("SIP/2.0 200", await AskAsync(trusted));
        Assert.Equal("verified", server.Log[^1]);
        Assert.Contains("|1|0|0|client name|", server.Log[0], StringComparison.Ordinal);

        Assert.Null(await TryAskAsync(server, certificate: null));
        Assert.Null(await TryAskAsync(server, _other));
        Assert.Equal(2, server.Log.Count);
    }

    [Fact]
    public async Task A_certificate_that_nobody_insists_on_is_told_of_but_not_refused()
    {
        await using var server = await StartAsync(Section("server:default", _own, "verify_client = optional_no_ca"));

        Assert.StartsWith("SIP/2.0 200", await TryAskAsync(server, _client));
        Assert.Contains("|0|0|1|client name|", Assert.Single(server.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_serves_new_connections_and_leaves_open_ones()
    {
        await using var server = await StartAsync(Section("server:default", _own));
        using var before = await ConnectAsync(server);
        File.WriteAllText(TlsFile, Section("server:default", _other));
        Assert.Equal("Ok. TLS configuration reloaded.", server.Rpc("tls.reload"));
        using var after = await ConnectAsync(server);

        Assert.Equal("CN=other name", after.RemoteCertificate!.Subject);
        Assert.StartsWith("SIP/2.0 200", await AskAsync(before));

        File.WriteAllText(TlsFile, "[server:default]\ncertificate = /nowhere.pem\n");
        Assert.StartsWith("500 Error while reloading the TLS configuration: ", server.Rpc("tls.reload"));
        using var kept = await ConnectAsync(server);
        Assert.Equal("CN=other name", kept.RemoteCertificate!.Subject);
    }

    [Fact]
    public async Task Requests_go_out_over_tls_with_the_client_section_that_fits()
    {
        await using var inner = await StartAsync(
            Section("server:default", _own, "verify_certificate = yes", "require_certificate = yes", $"ca_list = {_client.CertificateFile}"));
        var innerPort = inner.EndPoint(TransportProtocol.Tls).Port;
        File.WriteAllText(TlsFile, Section("server:default", _other) + Section("client:default", _client, "verify_certificate = yes", $"ca_list = {_own.CertificateFile}", "server_name = inside.example.org"));
        await using var outer = await SocketServer.StartAsync(Cfg($"request_route {{ $du = \"sip:127.0.0.1:{innerPort};transport=tls\"; if (!forward()) xlog(\"L_INFO\", \"failed\\n\"); }}"));
        using var client = await ConnectAsync(outer);

        Assert.StartsWith("SIP/2.0 200", await AskAsync(client));
        Assert.StartsWith("TLSv1", inner.Log[0], StringComparison.Ordinal);
        Assert.Contains("|inside.example.org|1|0|0|client name|own name|", inner.Log[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[client:default]\nverify_certificate = no\n")]
    [InlineData("")]
    public async Task A_file_that_names_no_version_for_clients_speaks_those_of_today(string section)
    {
        await using var inner = await StartAsync(Section("server:default", _own));
        var innerPort = inner.EndPoint(TransportProtocol.Tls).Port;
        File.WriteAllText(TlsFile, Section("server:default", _other) + section);
        await using var outer = await SocketServer.StartAsync(Cfg($"request_route {{ $du = \"sip:127.0.0.1:{innerPort};transport=tls\"; if (!forward()) xlog(\"L_INFO\", \"failed\\n\"); }}"));
        using var client = await ConnectAsync(outer);

        Assert.StartsWith("SIP/2.0 200", await AskAsync(client));
        Assert.StartsWith("TLSv1.3", inner.Log[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_trusted_gets_nothing()
    {
        await using var inner = await StartAsync(Section("server:default", _own));
        var innerPort = inner.EndPoint(TransportProtocol.Tls).Port;
        File.WriteAllText(TlsFile, Section("server:default", _other) + "[client:default]\nverify_certificate = yes\n");
        await using var outer = await SocketServer.StartAsync(Cfg($"request_route {{ $du = \"sip:127.0.0.1:{innerPort};transport=tls\"; forward(); sl_send_reply(\"202\", \"Sent\"); }}"));
        using var client = await ConnectAsync(outer);

        Assert.StartsWith("SIP/2.0 202", await AskAsync(client));
        Assert.True(SpinWait.SpinUntil(() => outer.Services.Get<IConnections>().Count().Tls == 1, TimeSpan.FromSeconds(10)));
        Assert.Empty(inner.Log);
    }

    [Fact]
    public async Task Garbage_instead_of_a_handshake_ends_the_connection_and_nothing_else()
    {
        await using var server = await StartAsync(Section("server:default", _own));
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            using var bad = new TcpClient();
            await bad.ConnectAsync(server.EndPoint(TransportProtocol.Tls));
            var bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            await bad.GetStream().WriteAsync(bytes);
        }

        Assert.StartsWith("SIP/2.0 200", await TryAskAsync(server, certificate: null));
    }

    private static string Section(string name, TestCertificate certificate, params string[] lines) =>
        $"[{name}]\nmethod = TLSv1.2+\ncertificate = {certificate.CertificateFile}\nprivate_key = {certificate.KeyFile}\n{string.Join('\n', lines)}\n";

    private Task<SocketServer> StartAsync(params string[] sections)
    {
        File.WriteAllText(TlsFile, string.Concat(sections));
        return SocketServer.StartAsync(Cfg(Routes));
    }

    private string Cfg(string routes) => $"""
        enable_tls=yes
        auto_aliases=no
        listen=tls:127.0.0.1:{FreePort.Next()}
        loadmodule "pv.so"
        loadmodule "sl.so"
        loadmodule "xlog.so"
        loadmodule "tls.so"
        modparam("tls", "config", "{TlsFile}")
        {routes}
        """;

    private static async Task<SslStream> ConnectAsync(SocketServer server, string name = "", TestCertificate? certificate = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.EndPoint(TransportProtocol.Tls));
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = name,
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile), null, offline: true),
        });
        return stream;
    }

    // With TLS 1.3 a client hears of the refusal when it reads.
    private static async Task<string?> TryAskAsync(SocketServer server, TestCertificate? certificate)
    {
        try
        {
            using var client = await ConnectAsync(server, certificate: certificate);
            return await AskAsync(client) is { Length: > 0 } answer ? answer : null;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return null;
        }
    }

    private static async Task<string> AskAsync(SslStream client, string body = "")
    {
        await client.WriteAsync(Encoding.Latin1.GetBytes(Request(body)));
        return await ReceiveAsync(client);
    }

    private static async Task<string> ReceiveAsync(SslStream client)
    {
        var buffer = new byte[65536];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return Encoding.Latin1.GetString(buffer, 0, await client.ReadAsync(buffer, limit.Token));
    }

    private static string Request(string body = "") =>
        $"MESSAGE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:9;rport;branch=z9hG4bK1\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\n"
        + $"Call-ID: c1\r\nCSeq: 1 MESSAGE\r\nMax-Forwards: 70\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
