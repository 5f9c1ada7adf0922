using System.Security.Cryptography.X509Certificates;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tls;

/// <content>Variables of our certificate: of the connection that the message came by.</content>
internal sealed partial class TlsModule
{
    [PseudoVariable("tls_my_version", Summary = "Version number of our certificate as it is written, 2 for X.509 v3.")]
    public ScriptValue TlsMyVersion(RoutingContext context) => Own(context, CertificateFields.Version);

    [PseudoVariable("tls_my_serial", Summary = "Serial number of our certificate, decimal.")]
    public ScriptValue TlsMySerial(RoutingContext context) => Own(context, CertificateTexts.Serial);

    [PseudoVariable("tls_my_raw_cert", Summary = "PEM text of our certificate.")]
    public ScriptValue TlsMyRawCert(RoutingContext context) => Own(context, CertificateTexts.Pem);

    [PseudoVariable("tls_my_urlencoded_cert", Summary = "PEM text of our certificate, percent-encoded.")]
    public ScriptValue TlsMyUrlencodedCert(RoutingContext context) => Own(context, CertificateTexts.EncodedPem);

    [PseudoVariable("tls_my_subject", Summary = "Always undefined, as in the peer: ask for the parts of the subject.")]
    public static ScriptValue TlsMySubject(RoutingContext context) => ScriptValue.Undefined;

    [PseudoVariable("tls_my_subject_cn", Summary = "The common name in the subject of our certificate.")]
    public ScriptValue TlsMySubjectCn(RoutingContext context) => Own(context, CertificateFields.SubjectCommonName);

    [PseudoVariable("tls_my_subject_locality", Summary = "The locality in the subject of our certificate.")]
    public ScriptValue TlsMySubjectLocality(RoutingContext context) => Own(context, CertificateFields.SubjectLocality);

    [PseudoVariable("tls_my_subject_country", Summary = "The country in the subject of our certificate.")]
    public ScriptValue TlsMySubjectCountry(RoutingContext context) => Own(context, CertificateFields.SubjectCountry);

    [PseudoVariable("tls_my_subject_state", Summary = "The state in the subject of our certificate.")]
    public ScriptValue TlsMySubjectState(RoutingContext context) => Own(context, CertificateFields.SubjectState);

    [PseudoVariable("tls_my_subject_organization", Summary = "The organization in the subject of our certificate.")]
    public ScriptValue TlsMySubjectOrganization(RoutingContext context) => Own(context, CertificateFields.SubjectOrganization);

    [PseudoVariable("tls_my_subject_unit", Summary = "The unit in the subject of our certificate.")]
    public ScriptValue TlsMySubjectUnit(RoutingContext context) => Own(context, CertificateFields.SubjectUnit);

    [PseudoVariable("tls_my_issuer", Summary = "Always undefined, as in the peer: ask for the parts of the issuer.")]
    public static ScriptValue TlsMyIssuer(RoutingContext context) => ScriptValue.Undefined;

    [PseudoVariable("tls_my_issuer_cn", Summary = "The common name in the issuer of our certificate.")]
    public ScriptValue TlsMyIssuerCn(RoutingContext context) => Own(context, CertificateFields.IssuerCommonName);

    [PseudoVariable("tls_my_issuer_locality", Summary = "The locality in the issuer of our certificate.")]
    public ScriptValue TlsMyIssuerLocality(RoutingContext context) => Own(context, CertificateFields.IssuerLocality);

    [PseudoVariable("tls_my_issuer_country", Summary = "The country in the issuer of our certificate.")]
    public ScriptValue TlsMyIssuerCountry(RoutingContext context) => Own(context, CertificateFields.IssuerCountry);

    [PseudoVariable("tls_my_issuer_state", Summary = "The state in the issuer of our certificate.")]
    public ScriptValue TlsMyIssuerState(RoutingContext context) => Own(context, CertificateFields.IssuerState);

    [PseudoVariable("tls_my_issuer_organization", Summary = "The organization in the issuer of our certificate.")]
    public ScriptValue TlsMyIssuerOrganization(RoutingContext context) => Own(context, CertificateFields.IssuerOrganization);

    [PseudoVariable("tls_my_issuer_unit", Summary = "The unit in the issuer of our certificate.")]
    public ScriptValue TlsMyIssuerUnit(RoutingContext context) => Own(context, CertificateFields.IssuerUnit);

    [PseudoVariable("tls_my_subject_uid", Summary = "The user id in the subject of our certificate.")]
    public ScriptValue TlsMySubjectUid(RoutingContext context) => Own(context, CertificateFields.SubjectUserId);

    [PseudoVariable("tls_my_san_email", Summary = "The first mail address among the other names of our certificate.")]
    public ScriptValue TlsMySanEmail(RoutingContext context) => Own(context, CertificateFields.OtherMail);

    [PseudoVariable("tls_my_san_hostname", Summary = "The first host name among the other names of our certificate.")]
    public ScriptValue TlsMySanHostname(RoutingContext context) => Own(context, CertificateFields.OtherHost);

    [PseudoVariable("tls_my_san_uri", Summary = "The first URI among the other names of our certificate.")]
    public ScriptValue TlsMySanUri(RoutingContext context) => Own(context, CertificateFields.OtherUri);

    [PseudoVariable("tls_my_san_ip", Summary = "The first IP address among the other names of our certificate.")]
    public ScriptValue TlsMySanIp(RoutingContext context) => Own(context, CertificateFields.OtherAddress);

    [PseudoVariable("tls_my_san_count", Newer = true, Summary = "Number of other names of our certificate.")]
    public ScriptValue TlsMySanCount(RoutingContext context) => Own(context, CertificateTexts.OtherNames);

    private ScriptValue Own(RoutingContext context, Func<X509Certificate2, string?> read) =>
        SessionOf(context)?.Stream?.LocalCertificate is X509Certificate2 certificate ? TlsTexts.Value(read(certificate)) : ScriptValue.Undefined;
}
