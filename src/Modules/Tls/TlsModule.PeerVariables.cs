using System.Security.Cryptography.X509Certificates;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tls;

/// <content>Variables of the connection and the peer: of the connection that the message came by.</content>
internal sealed partial class TlsModule
{
    [PseudoVariable("tls_version", Summary = "Protocol version, e.g. TLSv1.3; undefined without TLS.")]
    public ScriptValue TlsVersion(RoutingContext context) => TlsTexts.Value(TlsTexts.Version(SessionOf(context)));

    [PseudoVariable("tls_description", Summary = "Version, cipher and its parts in one line.")]
    public ScriptValue TlsDescription(RoutingContext context) => TlsTexts.Value(TlsTexts.Description(SessionOf(context)));

    [PseudoVariable("tls_cipher_info", Summary = "Name of the cipher suite.")]
    public ScriptValue TlsCipherInfo(RoutingContext context) => TlsTexts.Value(TlsTexts.Cipher(SessionOf(context)));

    [PseudoVariable("tls_cipher_bits", Summary = "Length of the key in bits.")]
    public ScriptValue TlsCipherBits(RoutingContext context) => TlsTexts.Bits(SessionOf(context));

    [PseudoVariable("tls_peer_server_name", Summary = "Name that the peer asked for (SNI).")]
    public ScriptValue TlsPeerServerName(RoutingContext context) => TlsTexts.Value(TlsTexts.AskedName(SessionOf(context)));

    [PseudoVariable("tls_peer_verified", Summary = "1 when the check of the peer's certificate found nothing wrong.")]
    public ScriptValue TlsPeerVerified(RoutingContext context) => TlsTexts.Flag(SessionOf(context), static session => session.IsPeerVerified);

    [PseudoVariable("tls_peer_revoked", Summary = "1 when the peer's certificate is revoked.")]
    public ScriptValue TlsPeerRevoked(RoutingContext context) => TlsTexts.Flag(SessionOf(context), static session => session.PeerProblems.HasFlag(X509ChainStatusFlags.Revoked));

    [PseudoVariable("tls_peer_expired", Summary = "1 when the peer's certificate is expired.")]
    public ScriptValue TlsPeerExpired(RoutingContext context) => TlsTexts.Flag(SessionOf(context), static session => session.PeerProblems.HasFlag(X509ChainStatusFlags.NotTimeValid));

    [PseudoVariable("tls_peer_selfsigned", Summary = "1 when the peer's certificate is signed by itself and not trusted.")]
    public ScriptValue TlsPeerSelfsigned(RoutingContext context) => TlsTexts.Flag(SessionOf(context), CertificateTexts.IsUntrustedSelfSigned);

    [PseudoVariable("tls_peer_notBefore", Summary = "Begin of the life of the peer's certificate.")]
    public ScriptValue TlsPeerNotBefore(RoutingContext context) => Peer(context, static one => CertificateTexts.Time(one.NotBefore));

    [PseudoVariable("tls_peer_notAfter", Summary = "End of the life of the peer's certificate.")]
    public ScriptValue TlsPeerNotAfter(RoutingContext context) => Peer(context, static one => CertificateTexts.Time(one.NotAfter));

    [PseudoVariable("tls_peer_version", Summary = "Version number of the peer's certificate as it is written, 2 for X.509 v3.")]
    public ScriptValue TlsPeerVersion(RoutingContext context) => Peer(context, CertificateFields.Version);

    [PseudoVariable("tls_peer_serial", Summary = "Serial number of the peer's certificate, decimal.")]
    public ScriptValue TlsPeerSerial(RoutingContext context) => Peer(context, CertificateTexts.Serial);

    [PseudoVariable("tls_peer_raw_cert", Summary = "PEM text of the peer's certificate.")]
    public ScriptValue TlsPeerRawCert(RoutingContext context) => Peer(context, CertificateTexts.Pem);

    [PseudoVariable("tls_peer_urlencoded_cert", Summary = "PEM text of the peer's certificate, percent-encoded.")]
    public ScriptValue TlsPeerUrlencodedCert(RoutingContext context) => Peer(context, CertificateTexts.EncodedPem);

    [PseudoVariable("tls_peer_subject", Summary = "Always undefined, as in the peer: ask for the parts of the subject.")]
    public static ScriptValue TlsPeerSubject(RoutingContext context) => ScriptValue.Undefined;

    [PseudoVariable("tls_peer_subject_cn", Summary = "The common name in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectCn(RoutingContext context) => Peer(context, CertificateFields.SubjectCommonName);

    [PseudoVariable("tls_peer_subject_locality", Summary = "The locality in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectLocality(RoutingContext context) => Peer(context, CertificateFields.SubjectLocality);

    [PseudoVariable("tls_peer_subject_country", Summary = "The country in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectCountry(RoutingContext context) => Peer(context, CertificateFields.SubjectCountry);

    [PseudoVariable("tls_peer_subject_state", Summary = "The state in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectState(RoutingContext context) => Peer(context, CertificateFields.SubjectState);

    [PseudoVariable("tls_peer_subject_organization", Summary = "The organization in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectOrganization(RoutingContext context) => Peer(context, CertificateFields.SubjectOrganization);

    [PseudoVariable("tls_peer_subject_unit", Summary = "The unit in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectUnit(RoutingContext context) => Peer(context, CertificateFields.SubjectUnit);

    [PseudoVariable("tls_peer_issuer", Summary = "Always undefined, as in the peer: ask for the parts of the issuer.")]
    public static ScriptValue TlsPeerIssuer(RoutingContext context) => ScriptValue.Undefined;

    [PseudoVariable("tls_peer_issuer_cn", Summary = "The common name in the issuer of the peer's certificate.")]
    public ScriptValue TlsPeerIssuerCn(RoutingContext context) => Peer(context, CertificateFields.IssuerCommonName);

    [PseudoVariable("tls_peer_issuer_locality", Summary = "The locality in the issuer of the peer's certificate.")]
    public ScriptValue TlsPeerIssuerLocality(RoutingContext context) => Peer(context, CertificateFields.IssuerLocality);

    [PseudoVariable("tls_peer_issuer_country", Summary = "The country in the issuer of the peer's certificate.")]
    public ScriptValue TlsPeerIssuerCountry(RoutingContext context) => Peer(context, CertificateFields.IssuerCountry);

    [PseudoVariable("tls_peer_issuer_state", Summary = "The state in the issuer of the peer's certificate.")]
    public ScriptValue TlsPeerIssuerState(RoutingContext context) => Peer(context, CertificateFields.IssuerState);

    [PseudoVariable("tls_peer_issuer_organization", Summary = "The organization in the issuer of the peer's certificate.")]
    public ScriptValue TlsPeerIssuerOrganization(RoutingContext context) => Peer(context, CertificateFields.IssuerOrganization);

    [PseudoVariable("tls_peer_issuer_unit", Summary = "The unit in the issuer of the peer's certificate.")]
    public ScriptValue TlsPeerIssuerUnit(RoutingContext context) => Peer(context, CertificateFields.IssuerUnit);

    [PseudoVariable("tls_peer_subject_uid", Summary = "The user id in the subject of the peer's certificate.")]
    public ScriptValue TlsPeerSubjectUid(RoutingContext context) => Peer(context, CertificateFields.SubjectUserId);

    [PseudoVariable("tls_peer_san_email", Summary = "The first mail address among the other names of the peer's certificate.")]
    public ScriptValue TlsPeerSanEmail(RoutingContext context) => Peer(context, CertificateFields.OtherMail);

    [PseudoVariable("tls_peer_san_hostname", Summary = "The first host name among the other names of the peer's certificate.")]
    public ScriptValue TlsPeerSanHostname(RoutingContext context) => Peer(context, CertificateFields.OtherHost);

    [PseudoVariable("tls_peer_san_uri", Summary = "The first URI among the other names of the peer's certificate.")]
    public ScriptValue TlsPeerSanUri(RoutingContext context) => Peer(context, CertificateFields.OtherUri);

    [PseudoVariable("tls_peer_san_ip", Summary = "The first IP address among the other names of the peer's certificate.")]
    public ScriptValue TlsPeerSanIp(RoutingContext context) => Peer(context, CertificateFields.OtherAddress);

    [PseudoVariable("tls_peer_san_count", Newer = true, Summary = "Number of other names of the peer's certificate.")]
    public ScriptValue TlsPeerSanCount(RoutingContext context) => Peer(context, CertificateTexts.OtherNames);

    private ScriptValue Peer(RoutingContext context, Func<X509Certificate2, string?> read) =>
        SessionOf(context)?.Stream?.RemoteCertificate is X509Certificate2 certificate ? TlsTexts.Value(read(certificate)) : ScriptValue.Undefined;
}
