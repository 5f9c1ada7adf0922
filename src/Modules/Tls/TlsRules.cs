using System.Security.Authentication;

namespace Signalbox.Modules.Tls;

/// <summary>What a section of <c>tls.cfg</c>, or the module's parameters, say; immutable.</summary>
internal sealed record TlsRules
{
    /// <summary>Protocol versions, by the peer's names.</summary>
    public static readonly IReadOnlyDictionary<string, SslProtocols> Methods = MakeMethods();

    /// <summary>The versions of a section that names none: any that the system has.</summary>
    public const string AnyVersion = "SSLv23";

    /// <summary>Name of the versions, e.g. <c>TLSv1.2+</c>.</summary>
    public string Method { get; init; } = AnyVersion;

    /// <summary>The peer's certificate is checked.</summary>
    public bool VerifyCertificate { get; init; }

    /// <summary>The peer must show one.</summary>
    public bool RequireCertificate { get; init; }

    /// <summary>off, on, optional or optional_no_ca.</summary>
    public string VerifyClient { get; init; } = "off";

    /// <summary>Certificates between the peer's and a trusted one at most.</summary>
    public int VerifyDepth { get; init; } = 9;

    /// <summary>PEM file of the key; empty = none.</summary>
    public string PrivateKey { get; init; } = string.Empty;

    /// <summary>PEM file of the certificate and those that signed it; empty = none.</summary>
    public string Certificate { get; init; } = string.Empty;

    /// <summary>PEM file of trusted certificates; empty = none is trusted.</summary>
    public string CaList { get; init; } = string.Empty;

    /// <summary>Folder of trusted certificates; empty = none.</summary>
    public string CaPath { get; init; } = string.Empty;

    /// <summary>PEM file of revoked certificates; empty = none is looked for.</summary>
    public string Crl { get; init; } = string.Empty;

    /// <summary>OpenSSL names of ciphers, with colons between; empty = those of the system.</summary>
    public string CipherList { get; init; } = string.Empty;

    /// <summary>Name for SNI: what a client section sends, what a server section is chosen by.</summary>
    public string ServerName { get; init; } = string.Empty;

    /// <summary>0 the name itself, 1 also names below it, 2 only those.</summary>
    public int ServerNameMode { get; init; }

    /// <summary>Id by which a client section is chosen.</summary>
    public string ServerId { get; init; } = string.Empty;

    /// <summary>True when the peer is asked for a certificate.</summary>
    public bool AsksForCertificate => VerifyCertificate || RequireCertificate || VerifyClient is not "off";

    /// <summary>True when a certificate that fails the check ends the handshake.</summary>
    public bool InsistsOnTrust => VerifyCertificate || VerifyClient is "on" or "optional";

    /// <summary>True when a peer without a certificate is refused.</summary>
    public bool InsistsOnCertificate => RequireCertificate || VerifyClient is "on";

    // By number: the names of the old versions are marked obsolete, yet phones speak them.
    private static Dictionary<string, SslProtocols> MakeMethods()
    {
        const SslProtocols v10 = (SslProtocols)192;
        const SslProtocols v11 = (SslProtocols)768;
        const SslProtocols from12 = SslProtocols.Tls12 | SslProtocols.Tls13;
        return new(StringComparer.OrdinalIgnoreCase)
        {
            ["TLSv1"] = v10,
            ["TLSv1+"] = v10 | v11 | from12,
            ["TLSv1.0"] = v10,
            ["TLSv1.0+"] = v10 | v11 | from12,
            ["TLSv1.1"] = v11,
            ["TLSv1.1+"] = v11 | from12,
            ["TLSv1.2"] = SslProtocols.Tls12,
            ["TLSv1.2+"] = from12,
            ["TLSv1.3"] = SslProtocols.Tls13,
            ["TLSv1.3+"] = SslProtocols.Tls13,
            [AnyVersion] = v10 | v11 | from12,
        };
    }
}
