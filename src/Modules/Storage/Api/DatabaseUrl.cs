using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Signalbox.Modules.Storage.Api;

/// <summary>The URL of a database server: <c>scheme://user:password@host:port/database</c>, the form of the peer's db_url.</summary>
/// <param name="Scheme">Kind of database.</param>
/// <param name="User">User; empty when not given.</param>
/// <param name="Password">Password; never shown.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">Port; 0 when not given.</param>
/// <param name="Database">Name of the database.</param>
internal sealed record DatabaseUrl(string Scheme, string User, string Password, string Host, int Port, string Database)
{
    /// <summary>The scheme of a URL; the whole text when it has none.</summary>
    public static string SchemeOf(string url)
    {
        var end = url.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? url : url[..end];
    }

    /// <summary>Reads a URL.</summary>
    /// <param name="url">The text.</param>
    /// <param name="scheme">The scheme it must have.</param>
    /// <param name="read">The result.</param>
    /// <param name="error">What is wrong, without the password.</param>
    public static bool TryRead(string url, string scheme, [NotNullWhen(true)] out DatabaseUrl? read, out string error)
    {
        read = null;
        error = $"a URL of {scheme} is {scheme}://user:password@host:port/database";
        var prefix = scheme + "://";
        if (!url.StartsWith(prefix, StringComparison.Ordinal))
            return false;

        // The password may hold anything; the last @ before the database ends it.
        var body = url[prefix.Length..];
        var slash = body.LastIndexOf('/');
        if (slash < 0 || slash == body.Length - 1)
            return Fail($"the URL of {scheme} names no database", out error);

        var at = body.LastIndexOf('@', slash);
        var account = at < 0 ? string.Empty : body[..at];
        if (!TryReadHost(body[(at + 1)..slash], out var host, out var port))
            return Fail($"the URL of {scheme} has no good host and port: '{body[(at + 1)..slash]}'", out error);

        var colon = account.IndexOf(':', StringComparison.Ordinal);
        var user = colon < 0 ? account : account[..colon];
        read = new DatabaseUrl(scheme, user, colon < 0 ? string.Empty : account[(colon + 1)..], host, port, body[(slash + 1)..]);
        error = string.Empty;
        return true;
    }

    /// <summary>The URL without its password.</summary>
    public override string ToString()
    {
        var port = Port == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        return $"{Scheme}://{(User.Length > 0 ? User + "@" : string.Empty)}{Host}{port}/{Database}";
    }

    private static bool TryReadHost(string text, out string host, out int port)
    {
        port = 0;
        var close = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : 0;
        var colon = close < 0 ? -1 : text.IndexOf(':', close);
        host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        if (colon < 0)
            return host.Length > 0;

        return host.Length > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and < 65536;
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
