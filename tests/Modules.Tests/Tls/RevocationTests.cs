using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Tls;

namespace Signalbox.Modules.Tests.Tls;

/// <summary>Lists of revoked certificates, checked along the chain of a peer.</summary>
public sealed class RevocationTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-crl-").FullName;
    private readonly X509Certificate2 _authority = MakeAuthority("CN=authority");
    private readonly X509Certificate2 _good;
    private readonly X509Certificate2 _bad;

    public RevocationTests()
    {
        _good = Issue("CN=good", 1);
        _bad = Issue("CN=bad", 0x80);
    }

    private string ListFile => Path.Combine(_folder, "list.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_certificate_of_the_list_is_revoked_and_another_is_not()
    {
        WriteList(_authority, Now.AddDays(1), _bad);

        Assert.Equal((X509ChainStatusFlags.NoError, X509ChainStatusFlags.Revoked), (Check(_good), Check(_bad)));
    }

    [Fact]
    public void An_outdated_list_still_revokes_and_clears_nobody()
    {
        WriteList(_authority, Now.AddDays(-1), _bad);

        Assert.Equal((X509ChainStatusFlags.OfflineRevocation, X509ChainStatusFlags.Revoked), (Check(_good), Check(_bad)));
    }

    [Theory]
    [InlineData("CN=authority")]
    [InlineData("CN=another")]
    public void A_list_that_the_authority_did_not_sign_says_nothing(string name)
    {
        using var stranger = MakeAuthority(name);
        WriteList(stranger, Now.AddDays(1), _bad);

        Assert.Equal((X509ChainStatusFlags.RevocationStatusUnknown, X509ChainStatusFlags.RevocationStatusUnknown), (Check(_good), Check(_bad)));
    }

    [Fact]
    public void A_list_signed_with_rsa_is_read_and_one_without_entries_revokes_nobody()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=rsa", key, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(9));
        var builder = new CertificateRevocationListBuilder();
        File.WriteAllText(ListFile, PemEncoding.WriteString("X509 CRL", builder.Build(authority, 1, Now.AddDays(1), HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, Now.AddDays(-1))));
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = new CertificateRequest(new X500DistinguishedName("CN=leaf"), leafKey, HashAlgorithmName.SHA256)
            .Create(authority.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), Now.AddDays(-1), Now.AddDays(5), [7]);

        Assert.Equal(X509ChainStatusFlags.NoError, Check(leaf, authority));
    }

    [Theory]
    [InlineData(null, "cannot be read: Could not find file")]
    [InlineData("nothing", "found no '-----BEGIN X509 CRL-----', expected a PEM file of revoked certificates")]
    [InlineData("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", "cannot be read: ")]
    public void A_wrong_file_is_told_with_its_place(string? content, string expected)
    {
        if (content is not null)
            File.WriteAllText(ListFile, content);

        var message = Assert.Throws<ModuleStartException>(() => new RevocationLists(ListFile, "tls.cfg:4")).Message;

        Assert.StartsWith($"tls.cfg:4: crl '{ListFile}'", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(9));
    }

    private X509Certificate2 Issue(string name, byte serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.Create(_authority, Now.AddDays(-1), Now.AddDays(5), [0, serial]);
    }

    private void WriteList(X509Certificate2 authority, DateTimeOffset next, X509Certificate2 revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(revoked);
        File.WriteAllText(ListFile, PemEncoding.WriteString("X509 CRL", builder.Build(authority, 1, next, HashAlgorithmName.SHA256, thisUpdate: Now.AddDays(-2))));
    }

    private X509ChainStatusFlags Check(X509Certificate2 leaf, X509Certificate2? authority = null)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority ?? _authority);
        Assert.True(chain.Build(leaf));
        return new RevocationLists(ListFile, "tls.cfg:4").Check(chain.ChainElements);
    }
}
