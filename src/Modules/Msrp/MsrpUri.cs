namespace Signalbox.Modules.Msrp;

/// <summary>The parts of <c>msrp[s]://user:password@host:port/session;proto;params</c> (RFC 4975 §9); absent ones are empty.</summary>
internal readonly ref struct MsrpUri
{
    private const int MaxPortDigits = 5;

    /// <summary>As written: msrp or msrps.</summary>
    public ReadOnlySpan<char> Scheme { get; private init; }

    /// <summary>User and password.</summary>
    public ReadOnlySpan<char> UserInfo { get; private init; }

    /// <summary>User alone.</summary>
    public ReadOnlySpan<char> User { get; private init; }

    /// <summary>Host; an IPv6 address with its brackets.</summary>
    public ReadOnlySpan<char> Host { get; private init; }

    /// <summary>Port, 1 to 65535, as written.</summary>
    public ReadOnlySpan<char> Port { get; private init; }

    /// <summary>Session.</summary>
    public ReadOnlySpan<char> Session { get; private init; }

    /// <summary>Transport, the first parameter.</summary>
    public ReadOnlySpan<char> Protocol { get; private init; }

    /// <summary>All parameters, the transport too; empty when there is only that.</summary>
    public ReadOnlySpan<char> Parameters { get; private init; }

    /// <summary>Reads one.</summary>
    /// <returns>False when it is no MSRP URI.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out MsrpUri uri)
    {
        uri = default;
        var colon = text.IndexOf("://");
        if (colon < 0 || text.ContainsAny(" \t\r\n") || !IsScheme(text[..colon]))
            return false;

        var (head, parameters) = Cut(text[(colon + 3)..], ';', out _);
        var (authority, session) = Cut(head, '/', out _);
        var (userInfo, address) = Cut(authority, '@', out var hasUser);
        if (!hasUser)
        {
            address = authority;
            userInfo = default;
        }

        if (!TryAddress(address, out var host, out var port))
            return false;

        var (protocol, _) = Cut(parameters, ';', out var hasMore);
        uri = new MsrpUri
        {
            Scheme = text[..colon],
            UserInfo = userInfo,
            User = Cut(userInfo, ':', out _).Before,
            Host = host,
            Port = port,
            Session = session,
            Protocol = protocol,
            Parameters = hasMore ? parameters : default,
        };
        return true;
    }

    private static bool IsScheme(ReadOnlySpan<char> text) =>
        text.Equals("msrp", StringComparison.OrdinalIgnoreCase) || text.Equals("msrps", StringComparison.OrdinalIgnoreCase);

    private static bool TryAddress(ReadOnlySpan<char> text, out ReadOnlySpan<char> host, out ReadOnlySpan<char> port)
    {
        var bracket = text.LastIndexOf(']');
        var colon = text[(bracket + 1)..].IndexOf(':');
        host = colon < 0 ? text : text[..(bracket + 1 + colon)];
        port = colon < 0 ? default : text[(bracket + colon + 2)..];
        if (host.IsEmpty || (host[0] == '[') != (bracket > 0))
            return false;

        return colon < 0 || (port.Length <= MaxPortDigits && ushort.TryParse(port, System.Globalization.NumberStyles.None, null, out var number) && number > 0);
    }

    private static Parts Cut(ReadOnlySpan<char> text, char mark, out bool isThere)
    {
        var at = text.IndexOf(mark);
        isThere = at >= 0;
        return isThere ? new Parts(text[..at], text[(at + 1)..]) : new Parts(text, default);
    }

    private readonly ref struct Parts(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        public ReadOnlySpan<char> Before { get; } = before;

        public void Deconstruct(out ReadOnlySpan<char> first, out ReadOnlySpan<char> second)
        {
            first = Before;
            second = After;
        }

        private ReadOnlySpan<char> After { get; } = after;
    }
}
