using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Digest credentials of the recordings (RFC 2617), made anew for the nonce that this server gave.</summary>
internal static partial class SipCredentials
{
    private static readonly Dictionary<string, string> Passwords = new(StringComparer.Ordinal) { ["alice"] = "wonderland", ["bob"] = "builder" };

    /// <summary>
    /// A request as it is sent: where the recorded response was right for its nonce it is right for the carried one; a wrong
    /// one stays wrong.
    /// </summary>
    public static string Renew(string recorded, string carried)
    {
        var before = Credentials().Match(recorded);
        var after = Credentials().Match(carried);
        if (!before.Success || !after.Success)
            return carried;

        var method = recorded[..recorded.IndexOf(' ', StringComparison.Ordinal)];
        return Value(before.Value, "response") == Response(before.Value, method)
            ? carried.Replace(Value(after.Value, "response"), Response(after.Value, method), StringComparison.Ordinal)
            : carried;
    }

    private static string Response(string credentials, string method)
    {
        var user = Value(credentials, "username");
        var secret = Hash($"{user}:{Value(credentials, "realm")}:{Passwords.GetValueOrDefault(user)}");
        var request = Hash($"{method}:{Value(credentials, "uri")}");
        var qop = Value(credentials, "qop");
        return qop.Length == 0
            ? Hash($"{secret}:{Value(credentials, "nonce")}:{request}")
            : Hash($"{secret}:{Value(credentials, "nonce")}:{Value(credentials, "nc")}:{Value(credentials, "cnonce")}:{qop}:{request}");
    }

    private static string Value(string credentials, string name)
    {
        var match = Regex.Match(credentials, $"[ ,]{name}=\"?([^\",]*)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups[1].Value : string.Empty;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.Latin1.GetBytes(text)));

    [GeneratedRegex(@"(?<=\r\n(?:Proxy-)?Authorization: Digest)[^\r]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Credentials();
}
