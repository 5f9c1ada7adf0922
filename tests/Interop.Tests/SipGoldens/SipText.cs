using System.Globalization;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Looks into messages, and masks what the README of the goldens says varies.</summary>
internal static partial class SipText
{
    /// <summary>The first line.</summary>
    public static string FirstLine(string message) => message.Split('\r', '\n')[0];

    /// <summary>The Call-ID of a message, or null.</summary>
    public static string? CallId(string message)
    {
        var match = CallIdLine().Match(message);
        return match.Success ? match.Groups[1].Value : null;
    }

    /// <summary>First line, header lines and body, each with what varies masked.</summary>
    public static List<string> Lines(string message)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return [Cookie().Replace(message, "COOKIE")];

        // A body that names the product has another length too.
        var body = message[(end + 4)..];
        var named = ProductInBody().Replace(body, "$1PRODUCT");
        List<string> lines = [.. LineEnd().Split(message[..end]).Select(Mask)];
        if (named != body)
            lines.RemoveAll(static line => line.StartsWith("Content-Length:", StringComparison.Ordinal));

        lines.Add("body: " + named);
        return lines;
    }

    /// <summary>A message with its <c>expires</c> parameters, which may be one lower than recorded, as they were recorded.</summary>
    public static string WithExpiresOf(string message, string recorded)
    {
        foreach (var seconds in ExpiresParameter().Matches(recorded).Select(static match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct())
            message = message.Replace($";expires={seconds - 1}", $";expires={seconds}", StringComparison.Ordinal);

        return message;
    }

    /// <summary>The values that the server makes, in the order they stand in the message.</summary>
    public static IEnumerable<string> MadeByServer(string message) => ServerValue().Matches(message).Select(static match => match.Value);

    // Names the product; the hash in a branch is ours, its parts around are the peer's rule (spec sip-core 4.7).
    private static string Mask(string line)
    {
        if (ProductLine().IsMatch(line))
            return "Server: PRODUCT";

        return PingValue().Replace(ServerBranch().Replace(Nonce().Replace(line, "nonce=\"N\""), "z9hG4bK$1.MD5.$2"), "PING");
    }

    [GeneratedRegex(@"^(?:Call-ID|i)[ \t]*:[ \t]*([^\r\n]*?)[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex CallIdLine();

    [GeneratedRegex(@"\r\n(?![ \t])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"^Server: (?:kamailio|signalbox) \([^\r\n]*\)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ProductLine();

    [GeneratedRegex(@"(""result"":\s*"")(?:kamailio|signalbox)[^""]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ProductInBody();

    [GeneratedRegex(@"(?<=Authenticate: .*)nonce=""[^""]*""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Nonce();

    // What the control protocols of rtpengine and rtpproxy put before a command and its answer.
    [GeneratedRegex(@"^\S+(?= d\d)|^\d+_\d+(?= )", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cookie();

    [GeneratedRegex(@";expires=(\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ExpiresParameter();

    [GeneratedRegex(@"z9hG4bK([0-9a-f]{1,4})\.[0-9a-f]{32}\.([0-9a-f]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ServerBranch();

    // Branch, From tag and Call-ID of a ping of nathelper.
    [GeneratedRegex(@"z9hG4bK[0-9a-f]+$|(?<=tag=)uloc-[0-9a-f-]+|(?<=^Call-ID: )[0-9a-f]{6,}(?:-[0-9a-f]+){1,2}(?=@)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PingValue();

    [GeneratedRegex(@"z9hG4bK[0-9a-f]+(?=\r)|(?<=tag=)uloc-[0-9a-f-]+|(?<=\nCall-ID: )[0-9a-f]{6,}(?:-[0-9a-f]+){1,2}(?=@)|^\S+(?= d\d)|^\d+_\d+(?= )|z9hG4bK[0-9a-f]{1,4}\.[0-9a-f]{32}\.[0-9a-f]+|(?<=;tag=)[0-9a-f]{32}[.-][0-9a-f]{1,8}|(?<=Authenticate: [^\r]*nonce="")[^""]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ServerValue();
}
