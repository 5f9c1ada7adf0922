using Signalbox.Engine.Catalog;
using Signalbox.Modules.Tls;

namespace Signalbox.Modules.Tests.Tls;

public sealed class TlsFileTests
{
    [Fact]
    public void Sections_and_keys_are_read_as_the_peer_writes_them()
    {
        var sections = TlsFile.Read("tls.cfg", """
            # comment
            [server:default]
            method = TLSv1.2+
            verify_certificate = yes
            private_key = "/etc/a key.pem"   # with a blank
            certificate=/etc/cert.pem

            [client:default]
            verify_certificate=no
            [server:127.0.0.1:5061]
            server_name = example.org
            [client:[2001:db8::1]:5061]
            server_id = one
            [server:any]
            verify_depth = 3
            """.Split('\n'));

        Assert.Equal(
            [
                "True unset True TLSv1.2+ True /etc/a key.pem /etc/cert.pem",
                "False unset True SSLv23 False  ",
                "True 127.0.0.1:5061 False SSLv23 False  ",
                "False [2001:db8::1]:5061 False SSLv23 False  ",
                "True unset False SSLv23 False  ",
            ],
            sections.ConvertAll(static one => $"{one.IsServer} {one.Address} {one.IsDefault} {one.Rules.Method} {one.Rules.VerifyCertificate} {one.Rules.PrivateKey} {one.Rules.Certificate}"));
        Assert.Equal(("example.org", "one", 3), (sections[2].Rules.ServerName, sections[3].Rules.ServerId, sections[4].Rules.VerifyDepth));
    }

    [Theory]
    [InlineData("method = TLSv1", "tls.cfg:1: found 'method = TLSv1', expected a section like [server:default] before it")]
    [InlineData("[server]", "tls.cfg:1: found '[server]', expected [server:default], [client:default] or [server:ADDRESS:PORT]")]
    [InlineData("[server:here:5061]", "tls.cfg:1: found address 'here:5061', expected ADDRESS:PORT, default or any")]
    [InlineData("[server:any]\nmethod = SSLv2", "tls.cfg:2: found method 'SSLv2', expected one of TLSv1, TLSv1+, TLSv1.0, TLSv1.0+, TLSv1.1, TLSv1.1+, TLSv1.2, TLSv1.2+, TLSv1.3, TLSv1.3+, SSLv23")]
    [InlineData("[server:any]\nverify_depth = x", "tls.cfg:2: found verify_depth 'x', expected a number")]
    [InlineData("[server:any]\nverify_certificate", "tls.cfg:2: found 'verify_certificate', expected key = value")]
    public void Mistakes_are_told_with_file_and_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<ModuleStartException>(() => TlsFile.Read("tls.cfg", text.Split('\n'))).Message);

    [Theory]
    [InlineData("TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", 256)]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", 256)]
    [InlineData("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305", 256)]
    [InlineData("TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", 128)]
    [InlineData("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "DHE-RSA-AES128-SHA256", 128)]
    public void Cipher_suites_have_the_names_of_openssl(string suite, string expected, int bits)
    {
        var parsed = Enum.Parse<System.Net.Security.TlsCipherSuite>(suite);

        Assert.Equal(expected, CipherNames.Of(parsed));
        Assert.Equal(bits, CipherNames.BitsOf(parsed));
        Assert.Equal([parsed], CipherNames.Read($"HIGH:{expected}:!aNULL", out var others));
        Assert.Equal(["HIGH", "!aNULL"], others);
    }

    [Fact]
    public void A_cipher_is_described_as_openssl_does()
    {
        Assert.Equal(
            "TLS_AES_256_GCM_SHA384         TLSv1.3 Kx=any      Au=any   Enc=AESGCM(256)            Mac=AEAD\n",
            CipherNames.Describe(System.Net.Security.TlsCipherSuite.TLS_AES_256_GCM_SHA384, "TLSv1.3"));
        Assert.Equal(
            "ECDHE-RSA-AES128-SHA           TLSv1.2 Kx=ECDH     Au=RSA   Enc=AES(128)               Mac=SHA1\n",
            CipherNames.Describe(System.Net.Security.TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "TLSv1.2"));
    }
}
