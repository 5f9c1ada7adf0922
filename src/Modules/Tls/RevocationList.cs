using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Modules.Tls;

/// <summary>One list of revoked certificates (RFC 5280 §5.1); immutable.</summary>
internal sealed class RevocationList
{
    private const int ExtensionsTag = 0;
    private readonly HashSet<string> _serials = [];
    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly byte[] _issuer;
    private readonly DateTimeOffset? _nextUpdate;
    private readonly string _algorithm;

    /// <summary>Reads one list.</summary>
    /// <param name="der">Its DER bytes.</param>
    /// <exception cref="AsnContentException">The bytes are no such list.</exception>
    /// <exception cref="CryptographicException">Its signature is of a kind that is not known here.</exception>
    public RevocationList(byte[] der)
    {
        var whole = new AsnReader(der, AsnEncodingRules.DER);
        var parts = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        _signed = parts.PeekEncodedValue().ToArray();
        var list = parts.ReadSequence();
        _algorithm = parts.ReadSequence().ReadObjectIdentifier();
        _signature = parts.ReadBitString(out _);
        if (HashOf(_algorithm) is null)
            throw new CryptographicException($"the signature algorithm {_algorithm} is not known");

        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            list.ReadInteger();

        list.ReadSequence();
        _issuer = list.ReadEncodedValue().ToArray();
        ReadTime(list);
        if (list.HasData && IsTime(list))
            _nextUpdate = ReadTime(list);

        if (list.HasData && !list.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, ExtensionsTag)))
            ReadSerials(list.ReadSequence());
    }

    /// <summary>True when an authority of that name issued it.</summary>
    public bool IsOf(X509Certificate2 certificate) => certificate.IssuerName.RawData.AsSpan().SequenceEqual(_issuer);

    /// <summary>True when it holds the certificate.</summary>
    public bool Holds(X509Certificate2 certificate) => _serials.Contains(Convert.ToHexString(certificate.SerialNumberBytes.Span));

    /// <summary>True when a newer one should be there by now.</summary>
    public bool IsOutdated(DateTimeOffset now) => _nextUpdate < now;

    /// <summary>True when the key of the authority signed it.</summary>
    public bool IsSignedBy(X509Certificate2 authority)
    {
        var hash = HashOf(_algorithm)!.Value;
        using var rsa = authority.GetRSAPublicKey();
        using var elliptic = authority.GetECDsaPublicKey();
        return IsRsa(_algorithm)
            ? rsa is not null && rsa.VerifyData(_signed, _signature, hash, RSASignaturePadding.Pkcs1)
            : elliptic is not null && elliptic.VerifyData(_signed, _signature, hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool IsRsa(string algorithm) => algorithm.StartsWith("1.2.840.113549.1.1.", StringComparison.Ordinal);

    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        "1.2.840.113549.1.1.5" => HashAlgorithmName.SHA1,
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static bool IsTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || reader.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private void ReadSerials(AsnReader entries)
    {
        while (entries.HasData)
            _serials.Add(Convert.ToHexString(entries.ReadSequence().ReadIntegerBytes().Span));
    }
}
