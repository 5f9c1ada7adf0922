using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Modules.Tls;

/// <summary>Why a peer's certificate is refused, in words for the operator.</summary>
internal static class PeerRefusal
{
    private static readonly (X509ChainStatusFlags Flag, string Text)[] Known =
    [
        (X509ChainStatusFlags.Revoked, "it is revoked by the crl"),
        (X509ChainStatusFlags.RevocationStatusUnknown, "crl has no list that its issuer signed: add it"),
        (X509ChainStatusFlags.OfflineRevocation, "the list of its issuer in crl is out of date: renew it"),
        (X509ChainStatusFlags.NotTimeValid, "it or its issuer is expired or not valid yet: renew it, or set the clock"),
        (X509ChainStatusFlags.PartialChain, "its issuer is not known: add the issuer's certificate to ca_list"),
        (X509ChainStatusFlags.UntrustedRoot, "its issuer is not trusted: add the issuer's certificate to ca_list"),
        (X509ChainStatusFlags.NotSignatureValid, "its signature is wrong"),
        (X509ChainStatusFlags.NotValidForUsage, "it is not made for TLS (extended key usage)"),
    ];

    /// <summary>One sentence without a dot.</summary>
    /// <param name="subject">Of the peer's certificate.</param>
    /// <param name="problems">What its check found.</param>
    /// <param name="isTooLong">More certificates stand between it and a trusted one than <c>verify_depth</c> allows.</param>
    /// <param name="rules">The rules in use.</param>
    public static string Explain(string subject, X509ChainStatusFlags problems, bool isTooLong, TlsRules rules)
    {
        var texts = new List<string>();
        foreach (var (flag, text) in Known)
        {
            if ((problems & flag) != X509ChainStatusFlags.NoError)
                texts.Add(text);
        }

        if (isTooLong)
            texts.Add($"more than verify_depth={rules.VerifyDepth} certificates stand between it and a trusted one");

        var why = texts.Count > 0 ? string.Join("; ", texts) : problems.ToString();
        var trusted = rules.CaList.Length + rules.CaPath.Length == 0 ? " (no ca_list is set)" : string.Empty;
        return $"certificate '{subject}' of the peer is refused: {why}{trusted}";
    }
}
