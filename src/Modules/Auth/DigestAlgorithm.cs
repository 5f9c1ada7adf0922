using System.Security.Cryptography;

namespace Signalbox.Modules.Auth;

/// <summary>A hash of digest authentication (RFC 7616 §3.2).</summary>
internal sealed class DigestAlgorithm
{
    private readonly bool _isSha;

    private DigestAlgorithm(string name, bool isSha)
    {
        Name = name;
        _isSha = isSha;
    }

    /// <summary>MD5; challenges do not name it.</summary>
    public static DigestAlgorithm Md5 { get; } = new(string.Empty, isSha: false);

    /// <summary>SHA-256.</summary>
    public static DigestAlgorithm Sha256 { get; } = new("SHA-256", isSha: true);

    /// <summary>Longest hash in hexadecimal digits.</summary>
    public const int MaxLength = 64;

    /// <summary>What challenges say; empty for nothing.</summary>
    public string Name { get; }

    /// <summary>Hexadecimal digits of a hash.</summary>
    public int Length => _isSha ? 64 : 32;

    /// <summary>An algorithm by name: empty, MD5 or SHA-256; null for another.</summary>
    public static DigestAlgorithm? Find(string name) => name.ToUpperInvariant() switch
    {
        "" or "MD5" => Md5,
        "SHA-256" => Sha256,
        _ => null,
    };

    /// <summary>Writes the hash of bytes as lower-case hexadecimal digits.</summary>
    public void Write(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var count = _isSha ? SHA256.HashData(bytes, hash) : Md5Of(bytes, hash);
        Convert.TryToHexStringLower(hash[..count], digits, out _);
    }

    // RFC 7616 keeps MD5 for the endpoints that know nothing else.
#pragma warning disable CA5351
    private static int Md5Of(ReadOnlySpan<byte> bytes, Span<byte> hash) => MD5.HashData(bytes, hash);
#pragma warning restore CA5351
}
