using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Address of a media server as the configuration has it: <c>udp:host:port[=weight]</c>.</summary>
/// <param name="Url">Without the weight; the name in listings.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">UDP port.</param>
/// <param name="Weight">Share of the calls; 0 or more.</param>
internal sealed record NodeAddress(string Url, string Host, int Port, int Weight)
{
    private const int DefaultPort = 22222;
    private const string Udp = "udp:";

    /// <summary>Reads it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NodeAddress? address, out string error)
    {
        address = null;
        error = $"found \"{text}\", expected udp:host:port";
        var weight = 1;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var url = equals < 0 ? text : text[..equals];
        if (equals >= 0 && (!int.TryParse(text[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out weight) || weight > 100000))
            return false;

        if (!url.StartsWith(Udp, StringComparison.Ordinal))
            return false;

        var host = url[Udp.Length..];
        var port = DefaultPort;
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            if (!int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
                return false;

            host = host[..colon];
        }

        host = host.Trim('[', ']');
        if (host.Length == 0 || Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return false;

        address = new NodeAddress(url, host, port, weight);
        return true;
    }

    /// <summary>Looks the host up, which may wait for DNS; null when it has no address.</summary>
    public IPEndPoint? Resolve()
    {
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
}
