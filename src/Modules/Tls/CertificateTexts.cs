using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tls;

/// <summary>Fields of certificates as scripts see them; texts are bytes of UTF-8, one a character.</summary>
internal static class CertificateTexts
{
    private const string AlternativeNames = "2.5.29.17";
    private const int IpAddressTag = 7;

    /// <summary>A number as text.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The serial number, decimal.</summary>
    public static string Serial(X509Certificate2 certificate) =>
        new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    /// <summary>PEM text with lines of 64 characters and a line end after the last.</summary>
    public static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    /// <summary>The PEM text with everything but letters, digits and <c>-._~</c> as <c>%xx</c>.</summary>
    public static string EncodedPem(X509Certificate2 certificate)
    {
        var encoded = new StringBuilder();
        foreach (var one in Pem(certificate))
        {
            if (char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '_' or '~')
                encoded.Append(one);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{(int)one:x2}");
        }

        return encoded.ToString();
    }

    /// <summary>E.g. <c>Nov 22 09:09:55 2026 GMT</c>.</summary>
    public static string Time(DateTime time)
    {
        var utc = time.ToUniversalTime();
        return string.Create(CultureInfo.InvariantCulture, $"{utc:MMM} {utc.Day,2} {utc:HH:mm:ss yyyy} GMT");
    }

    /// <summary>The first part of a name with an object id; null when there is none.</summary>
    public static string? Part(X500DistinguishedName name, string oid)
    {
        foreach (var part in name.EnumerateRelativeDistinguishedNames(reversed: false))
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == oid)
                return Bytes(part.GetSingleElementValue());
        }

        return null;
    }

    /// <summary>The first alternative name of a kind; null when there is none.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="tag">1 mail address, 2 host name, 6 URI, 7 IP address (RFC 5280 §4.2.1.6).</param>
    public static string? OtherName(X509Certificate2 certificate, int tag)
    {
        foreach (var (kind, text) in Names(certificate))
        {
            if (kind == tag)
                return text;
        }

        return null;
    }

    /// <summary>Number of alternative names.</summary>
    public static string OtherNames(X509Certificate2 certificate) => Number(Names(certificate).Count);

    /// <summary>True when the peer's certificate is its own root and nobody trusts it.</summary>
    public static bool IsUntrustedSelfSigned(TlsSession session) =>
        (session.PeerProblems & X509ChainStatusFlags.UntrustedRoot) != 0
        && session.Stream?.RemoteCertificate is X509Certificate2 certificate
        && certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static List<(int Kind, string Text)> Names(X509Certificate2 certificate)
    {
        var names = new List<(int Kind, string Text)>();
        if (certificate.Extensions[AlternativeNames] is not { } extension)
            return names;

        try
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (reader.HasData)
            {
                var tag = reader.PeekTag();
                if (tag.IsConstructed)
                    names.Add((-1, Skip(reader)));
                else
                    names.Add((tag.TagValue, Text(tag.TagValue, reader.ReadOctetString(tag))));
            }
        }
        catch (Exception damaged) when (damaged is AsnContentException or CryptographicException)
        {
            // The peer wrote it: what was read so far is what there is.
        }

        return names;
    }

    private static string Skip(AsnReader reader)
    {
        reader.ReadEncodedValue();
        return string.Empty;
    }

    private static string Text(int tag, byte[] value) => tag != IpAddressTag
        ? Encoding.Latin1.GetString(value)
        : value.Length is 4 or 16 ? new IPAddress(value).ToString() : string.Empty;

    private static string? Bytes(string? text) => text is null ? null : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
