using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>A certificate made for one run, and the client side of TLS that takes any.</summary>
internal static class TlsFiles
{
    /// <summary>Writes cert.pem and key.pem into a folder.</summary>
    public static void Write(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Wraps a connected stream; the certificate of the server is the test's own, so it is not looked at.</summary>
    public static SslStream Connect(Stream connection)
    {
#pragma warning disable CA5359 // a server of the test on loopback
        var tls = new SslStream(connection, leaveInnerStreamOpen: false, static (_, _, _, _) => true);
#pragma warning restore CA5359
        tls.AuthenticateAsClient("localhost");
        return tls;
    }
}
