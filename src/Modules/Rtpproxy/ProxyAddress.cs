using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>Address of a media proxy as the configuration has it: <c>udp:host:port[=weight]</c> or <c>unix:path[=weight]</c>.</summary>
/// <param name="Url">Without the weight; the name in listings.</param>
/// <param name="Host">Host name, address, or path of a unix socket.</param>
/// <param name="Port">UDP port; 0 = a unix socket.</param>
/// <param name="Weight">Share of the calls; 0 or more.</param>
internal sealed record ProxyAddress(string Url, string Host, int Port, int Weight)
{
    private const int DefaultPort = 22222;
    private const int MaxWeight = 100_000;

    /// <summary>Reads it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProxyAddress? address, out string error)
    {
        address = null;
        error = $"found \"{text}\", expected udp:host:port or unix:path";
        var weight = 1;
        var equals = text.LastIndexOf('=');
        var url = equals < 0 ? text : text[..equals];
        if (equals >= 0 && (!int.TryParse(text[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out weight) || weight > MaxWeight))
            return false;

        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "unix" : url[..colon];
        var rest = url[(colon + 1)..];
        if (rest.Length == 0)
            return false;

        if (scheme == "unix")
            address = new ProxyAddress(url, rest, 0, weight);
        else if (scheme is "udp" or "udp6")
            address = OfHost(url, rest, weight);

        return address is not null;
    }

    /// <summary>Looks the host up, which may wait for DNS; null when it has no address.</summary>
    public EndPoint? Resolve()
    {
        if (Port == 0)
            return new UnixDomainSocketEndPoint(Host);

        try
        {
            return IPAddress.TryParse(Host, out var literal) ? new IPEndPoint(literal, Port)
                : Dns.GetHostAddresses(Host) is [var first, ..] ? new IPEndPoint(first, Port) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static ProxyAddress? OfHost(string url, string host, int weight)
    {
        var port = DefaultPort;
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            if (!int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
                return null;

            host = host[..colon];
        }

        host = host.Trim('[', ']');
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : new ProxyAddress(url, host, port, weight);
    }
}
