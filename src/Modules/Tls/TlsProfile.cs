using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Files;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tls;

/// <summary>A section with its certificates read, ready for handshakes; immutable.</summary>
internal sealed class TlsProfile
{
    private readonly SslStreamCertificateContext? _own;
    private readonly X509Certificate2Collection _trusted = [];
    private readonly RevocationLists? _revoked;
    private readonly CipherSuitesPolicy? _ciphers;
    private readonly TlsOptions _options;

    /// <summary>Reads the files that the rules name.</summary>
    /// <exception cref="ModuleStartException">A file is missing or damaged; says which.</exception>
    public TlsProfile(TlsSection section, TlsOptions options, ILogger log)
    {
        Section = section;
        _options = options;
        var rules = section.Rules;
        if (rules.Certificate.Length > 0)
            _own = ReadOwn(rules, section.Place);
        else if (section.IsServer)
            throw new ModuleStartException($"{section.Place}: found no certificate, expected one for connections that come in");

        if (rules.CaList.Length > 0)
            ReadTrusted(rules.CaList);

        if (rules.CaPath.Length > 0)
            ReadFolder(rules.CaPath);

        if (rules.Crl.Length > 0)
            _revoked = new RevocationLists(rules.Crl, section.Place);

        _ciphers = ReadCiphers(rules, section.Place, log);
    }

    /// <summary>What it was made from.</summary>
    public TlsSection Section { get; }

    private TlsRules Rules => Section.Rules;

    /// <summary>For a connection that came in.</summary>
    public SslServerAuthenticationOptions ForServer(TlsSession session) => new()
    {
        ServerCertificateContext = _own,
        EnabledSslProtocols = TlsRules.Methods[Rules.Method],
        CipherSuitesPolicy = _ciphers,
        ClientCertificateRequired = Rules.AsksForCertificate,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => Judge(session, certificate, chain),
        AllowTlsResume = _options.AllowsResumption,
        AllowRenegotiation = _options.AllowsRenegotiation,
    };

    /// <summary>For a connection to a peer.</summary>
    /// <param name="session">Notes of the check.</param>
    /// <param name="serverName">Name to ask for (SNI); empty = that of the section.</param>
    public SslClientAuthenticationOptions ForClient(TlsSession session, string serverName)
    {
        session.Profile = Section.Place;
        return new SslClientAuthenticationOptions
        {
            ClientCertificateContext = _own,
            TargetHost = serverName.Length > 0 ? serverName : Rules.ServerName,
            EnabledSslProtocols = TlsRules.Methods[Rules.Method],
            CipherSuitesPolicy = _ciphers,
            CertificateChainPolicy = Policy(),
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => Judge(session, certificate, chain),
            AllowTlsResume = _options.AllowsResumption,
            AllowRenegotiation = _options.AllowsRenegotiation,
        };
    }

    private static SslStreamCertificateContext ReadOwn(TlsRules rules, string place)
    {
        var key = rules.PrivateKey.Length > 0 ? rules.PrivateKey : rules.Certificate;
        try
        {
            var all = new X509Certificate2Collection();
            PlainFile.Check(rules.Certificate);
            PlainFile.Check(key);
            all.ImportFromPemFile(rules.Certificate);
            var own = X509Certificate2.CreateFromPemFile(rules.Certificate, key);
            return SslStreamCertificateContext.Create(own, all, offline: true);
        }
        catch (Exception refused) when (refused is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ModuleStartException($"{place}: certificate '{rules.Certificate}' with key '{key}' cannot be used: {refused.Message}", refused);
        }
    }

    private void ReadTrusted(string path)
    {
        try
        {
            PlainFile.Check(path);
            _trusted.ImportFromPemFile(path);
        }
        catch (Exception refused) when (refused is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ModuleStartException($"{Section.Place}: trusted certificates '{path}' cannot be read: {refused.Message}", refused);
        }
    }

    private void ReadFolder(string path)
    {
        if (!Directory.Exists(path))
            throw new ModuleStartException($"{Section.Place}: ca_path '{path}' is not a folder");

        foreach (var file in Directory.EnumerateFiles(path))
        {
            if (Path.GetExtension(file) is ".pem" or ".crt")
                ReadTrusted(file);
        }
    }

    private static CipherSuitesPolicy? ReadCiphers(TlsRules rules, string place, ILogger log)
    {
        var suites = CipherNames.Read(rules.CipherList, out var others);
        if (others.Count > 0)
            log.LogWarning("{Place}: of cipher_list only names of suites count here, not: {Others}", place, string.Join(' ', others));

        if (suites.Count == 0 || OperatingSystem.IsWindows())
            return null;

        // The list of OpenSSL is about TLS 1.2 and older; the suites of TLS 1.3 stay.
        suites.AddRange([TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256]);
        return new CipherSuitesPolicy(suites);
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_trusted);
        return policy;
    }

    private bool Judge(TlsSession session, X509Certificate? certificate, X509Chain? chain)
    {
        if (certificate is null)
        {
            session.Refusal = "the peer showed no certificate";
            return session.IsServer && !Rules.InsistsOnCertificate;
        }

        foreach (var status in chain?.ChainStatus ?? [])
            session.PeerProblems |= status.Status;

        if (chain is not null && _revoked is not null)
            session.PeerProblems |= _revoked.Check(chain.ChainElements);

        // The name in the certificate is not compared, as the peer does not: SIP domains and hosts differ.
        var isTooLong = chain is not null && chain.ChainElements.Count > Rules.VerifyDepth + 1;
        session.IsPeerVerified = chain is not null && session.PeerProblems == X509ChainStatusFlags.NoError && !isTooLong;
        if (session.IsPeerVerified || !Rules.InsistsOnTrust)
            return true;

        session.Refusal = PeerRefusal.Explain(certificate.Subject, session.PeerProblems, isTooLong, Rules);
        return false;
    }
}
