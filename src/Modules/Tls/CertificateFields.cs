using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Modules.Tls;

/// <summary>What scripts read of a certificate, ours and the peer's alike; each gives null when the certificate has no such part.</summary>
internal static class CertificateFields
{
    private const string CommonName = "2.5.4.3";
    private const string Country = "2.5.4.6";
    private const string Locality = "2.5.4.7";
    private const string State = "2.5.4.8";
    private const string Organization = "2.5.4.10";
    private const string Unit = "2.5.4.11";
    private const string UserId = "0.9.2342.19200300.100.1.1";

    /// <summary>The version as it is written, 2 for X.509 v3.</summary>
    public static readonly Func<X509Certificate2, string?> Version = static one => CertificateTexts.Number(one.Version - 1);

    /// <summary>Common name of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectCommonName = static one => CertificateTexts.Part(one.SubjectName, CommonName);

    /// <summary>Locality of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectLocality = static one => CertificateTexts.Part(one.SubjectName, Locality);

    /// <summary>Country of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectCountry = static one => CertificateTexts.Part(one.SubjectName, Country);

    /// <summary>State of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectState = static one => CertificateTexts.Part(one.SubjectName, State);

    /// <summary>Organization of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectOrganization = static one => CertificateTexts.Part(one.SubjectName, Organization);

    /// <summary>Unit of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectUnit = static one => CertificateTexts.Part(one.SubjectName, Unit);

    /// <summary>User id of the subject.</summary>
    public static readonly Func<X509Certificate2, string?> SubjectUserId = static one => CertificateTexts.Part(one.SubjectName, UserId);

    /// <summary>Common name of the issuer.</summary>
    public static readonly Func<X509Certificate2, string?> IssuerCommonName = static one => CertificateTexts.Part(one.IssuerName, CommonName);

    /// <summary>Locality of the issuer.</summary>
    public static readonly Func<X509Certificate2, string?> IssuerLocality = static one => CertificateTexts.Part(one.IssuerName, Locality);

    /// <summary>Country of the issuer.</summary>
    public static readonly Func<X509Certificate2, string?> IssuerCountry = static one => CertificateTexts.Part(one.IssuerName, Country);

    /// <summary>State of the issuer.</summary>
    public static readonly Func<X509Certificate2, string?> IssuerState = static one => CertificateTexts.Part(one.IssuerName, State);

    /// <summary>Organization of the issuer.</summary>
    public static readonly Func<X509Certificate2, string?> IssuerOrganization = static one => CertificateTexts.Part(one.IssuerName, Organization);

    /// <summary>Unit of the issuer.</summary>
    public static readonly Func<X509Certificate2, string?> IssuerUnit = static one => CertificateTexts.Part(one.IssuerName, Unit);

    /// <summary>The first mail address among the alternative names.</summary>
    public static readonly Func<X509Certificate2, string?> OtherMail = static one => CertificateTexts.OtherName(one, 1);

    /// <summary>The first host name among the alternative names.</summary>
    public static readonly Func<X509Certificate2, string?> OtherHost = static one => CertificateTexts.OtherName(one, 2);

    /// <summary>The first URI among the alternative names.</summary>
    public static readonly Func<X509Certificate2, string?> OtherUri = static one => CertificateTexts.OtherName(one, 6);

    /// <summary>The first IP address among the alternative names.</summary>
    public static readonly Func<X509Certificate2, string?> OtherAddress = static one => CertificateTexts.OtherName(one, 7);
}
