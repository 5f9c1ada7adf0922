using System.Net.Security;

namespace Signalbox.Modules.Tls;

/// <summary>OpenSSL's names of cipher suites, which operators write and read.</summary>
internal static class CipherNames
{
    private static readonly Dictionary<string, TlsCipherSuite> ByName = MakeNames();

    /// <summary>E.g. <c>ECDHE-RSA-AES256-GCM-SHA384</c>.</summary>
    public static string Of(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        var with = name.IndexOf("_WITH_", StringComparison.Ordinal);
        // Those of TLS 1.3 name no key exchange, and have the same name everywhere.
        if (with < 0)
            return name;

        var keys = name["TLS_".Length..with].Replace('_', '-');
        var cipher = name[(with + "_WITH_".Length)..]
            .Replace("AES_", "AES", StringComparison.Ordinal)
            .Replace("CAMELLIA_", "CAMELLIA", StringComparison.Ordinal)
            .Replace("POLY1305_SHA256", "POLY1305", StringComparison.Ordinal)
            .Replace("_CBC", string.Empty, StringComparison.Ordinal)
            .Replace('_', '-');
        return keys == "RSA" ? cipher : $"{keys}-{cipher}";
    }

    /// <summary>The line that <c>openssl ciphers -v</c> writes.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="version">E.g. TLSv1.3.</param>
    public static string Describe(TlsCipherSuite suite, string version)
    {
        var name = Of(suite);
        var isOld = name[0] != 'T';
        var keys = !isOld ? "any" : name.StartsWith("ECDHE", StringComparison.Ordinal) ? "ECDH" : name.StartsWith("DHE", StringComparison.Ordinal) ? "DH" : "RSA";
        var signature = !isOld ? "any" : name.Contains("ECDSA", StringComparison.Ordinal) ? "ECDSA" : "RSA";
        var isSealed = name.Contains("GCM", StringComparison.Ordinal) || name.Contains("POLY1305", StringComparison.Ordinal) || name.Contains("CCM", StringComparison.Ordinal);
        var kind = name.Contains("CHACHA", StringComparison.Ordinal) ? "CHACHA20/POLY1305" : name.Contains("GCM", StringComparison.Ordinal) ? "AESGCM" : name.Contains("CCM", StringComparison.Ordinal) ? "AESCCM" : "AES";
        var mac = isSealed ? "AEAD" : name[(name.LastIndexOf('-') + 1)..] is "SHA" ? "SHA1" : name[(name.LastIndexOf('-') + 1)..];
        return $"{name,-30} {version,-7} Kx={keys,-8} Au={signature,-5} Enc={$"{kind}({BitsOf(suite)})",-22} Mac={mac,-4}\n";
    }

    /// <summary>Length of the key in bits.</summary>
    public static int BitsOf(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        if (name.Contains("_256_", StringComparison.Ordinal) || name.Contains("CHACHA20", StringComparison.Ordinal))
            return 256;

        return name.Contains("3DES", StringComparison.Ordinal) ? 168 : 128;
    }

    /// <summary>The suites of a list; what is no name of a suite (<c>HIGH</c>, <c>!aNULL</c>) is left out.</summary>
    /// <param name="list">Names with colons, commas or blanks between.</param>
    /// <param name="others">What was left out.</param>
    public static List<TlsCipherSuite> Read(string list, out List<string> others)
    {
        var suites = new List<TlsCipherSuite>();
        others = [];
        foreach (var name in list.Split([':', ',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (ByName.TryGetValue(name, out var suite))
                suites.Add(suite);
            else
                others.Add(name);
        }

        return suites;
    }

    private static Dictionary<string, TlsCipherSuite> MakeNames()
    {
        var names = new Dictionary<string, TlsCipherSuite>(StringComparer.OrdinalIgnoreCase);
        foreach (var suite in Enum.GetValues<TlsCipherSuite>())
        {
            names.TryAdd(Of(suite), suite);
            names.TryAdd(suite.ToString(), suite);
        }

        return names;
    }
}
