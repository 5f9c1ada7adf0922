using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Files;

namespace Signalbox.Modules.Tls;

/// <summary>The lists of one file (<c>crl</c>); immutable.</summary>
internal sealed class RevocationLists
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const string Label = "X509 CRL";
    private readonly List<RevocationList> _lists = [];

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="ModuleStartException">It is missing or holds no list; says where.</exception>
    public RevocationLists(string path, string place)
    {
        try
        {
            Read(PlainFile.ReadText(path, MaxBytes));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or CryptographicException or AsnContentException or ArgumentException)
        {
            throw new ModuleStartException($"{place}: crl '{path}' cannot be read: {refused.Message}", refused);
        }

        if (_lists.Count == 0)
            throw new ModuleStartException($"{place}: crl '{path}': found no '-----BEGIN {Label}-----', expected a PEM file of revoked certificates");
    }

    /// <summary>What the lists say about the certificates of a chain, the trusted one at its end left out.</summary>
    /// <remarks>A certificate of an authority that has no list counts as unknown, which is a problem, too.</remarks>
    public X509ChainStatusFlags Check(X509ChainElementCollection chain)
    {
        var problems = X509ChainStatusFlags.NoError;
        for (var i = 0; i + 1 < chain.Count; i++)
            problems |= Check(chain[i].Certificate, chain[i + 1].Certificate);

        return problems;
    }

    private X509ChainStatusFlags Check(X509Certificate2 certificate, X509Certificate2 authority)
    {
        var result = X509ChainStatusFlags.RevocationStatusUnknown;
        foreach (var list in _lists)
        {
            if (!list.IsOf(certificate) || !list.IsSignedBy(authority))
                continue;

            if (list.Holds(certificate))
                return X509ChainStatusFlags.Revoked;

            if (!list.IsOutdated(TimeProvider.System.GetUtcNow()))
                result = X509ChainStatusFlags.NoError;
            else if (result != X509ChainStatusFlags.NoError)
                result = X509ChainStatusFlags.OfflineRevocation;
        }

        return result;
    }

    private void Read(ReadOnlySpan<char> text)
    {
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label] is Label)
                _lists.Add(new RevocationList(Convert.FromBase64String(text[fields.Base64Data].ToString())));

            text = text[fields.Location.End..];
        }
    }
}
