using System.Security.Cryptography;
using Signalbox.Engine.Files;

namespace Signalbox.Modules.Cfgutils;

/// <summary>Tells whether a file changed; MD5 is what operators compare with <c>md5sum</c>.</summary>
internal static class FileHash
{
    /// <summary>The hash as 32 lower-case hexadecimal digits; null with the reason when the file cannot be read.</summary>
    public static string? Of(string path, out string error)
    {
        error = string.Empty;
        try
        {
            using var file = PlainFile.Open(path);
#pragma warning disable CA5351 // A fingerprint against slips, not against attackers; the peer's tools show the same digits.
            return Convert.ToHexStringLower(MD5.HashData(file));
#pragma warning restore CA5351
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            error = reason.Message;
            return null;
        }
    }
}
