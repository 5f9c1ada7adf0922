using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using Signalbox.Engine.Files;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>
/// What a client that is not on this machine must show at a door that the network reaches. Clients on a loopback address
/// need none, so that <c>kamcmd</c> goes on as it is; without a token everyone else is refused.
/// </summary>
internal sealed class AccessToken
{
    /// <summary>The fewest bytes of a token.</summary>
    public const int MinBytes = 16;

    private const int MaxFileBytes = 64 * 1024;
    private const string FilePrefix = "file:";
    private readonly byte[] _token;

    private AccessToken(byte[] token) => _token = token;

    /// <summary>No token: only this machine is let in.</summary>
    public static AccessToken None { get; } = new([]);

    /// <summary>Reads the value of a parameter: the token itself, or <c>file:PATH</c> of a file whose first line it is.</summary>
    /// <param name="text">As written.</param>
    /// <param name="token">The token.</param>
    /// <param name="error">What was found and what was expected.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out AccessToken? token, out string error)
    {
        token = null;
        error = string.Empty;
        var value = text;
        if (text.StartsWith(FilePrefix, StringComparison.Ordinal) && !TryReadFile(text[FilePrefix.Length..], out value, out error))
            return false;

        if (value.Length < MinBytes)
        {
            error = $"found a token of {value.Length} bytes, expected {MinBytes} or more";
            return false;
        }

        token = new AccessToken(Latin1.ToBytes(value));
        return true;
    }

    /// <summary>True for a client on a loopback address.</summary>
    public static bool IsLocal(EndPoint? client)
    {
        if (client is not IPEndPoint { Address: var address })
            return false;

        return IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    /// <summary>True when a client shows the token; the time does not tell how much of it is right.</summary>
    public bool Accepts(ReadOnlySpan<byte> shown) => _token.Length > 0 && CryptographicOperations.FixedTimeEquals(shown, _token);

    private static bool TryReadFile(string path, out string value, out string error)
    {
        value = error = string.Empty;
        try
        {
            value = PlainFile.ReadLines(path, MaxFileBytes) is [var first, ..] ? first.Trim() : string.Empty;
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error = $"cannot read the token from {path}: {cause.Message}";
            return false;
        }
    }
}
