using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>Value of <c>dgram_socket</c>: a path, or <c>udp:ADDRESS:PORT</c>.</summary>
/// <param name="Text">For listings and the log.</param>
/// <param name="Path">File name of a unix socket, or null.</param>
/// <param name="EndPoint">Address of a UDP socket, or null.</param>
internal sealed record DatagramAddress(string Text, string? Path, IPEndPoint? EndPoint)
{
    private const string Udp = "udp:";

    /// <summary>What a receive call takes as the place for the sender.</summary>
    public EndPoint AnySender => EndPoint is null
        ? new UnixDomainSocketEndPoint("/")
        : new IPEndPoint(EndPoint.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);

    /// <summary>Reads the value.</summary>
    /// <param name="text">As written.</param>
    /// <param name="folder">Folder for a path that is not absolute.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What was found and what was expected.</param>
    public static bool TryParse(string text, string folder, [NotNullWhen(true)] out DatagramAddress? address, out string error)
    {
        address = null;
        error = string.Empty;
        if (text.StartsWith(Udp, StringComparison.Ordinal))
        {
            if (!IPEndPoint.TryParse(text[Udp.Length..], out var endPoint) || endPoint.Port == 0)
            {
                error = $"found \"{text}\", expected udp:ADDRESS:PORT";
                return false;
            }

            address = new DatagramAddress(text, null, endPoint);
            return true;
        }

        var path = System.IO.Path.Combine(folder, text);
        if (text.Length == 0 || path.Length > UnixSocketFile.MaxPathBytes)
        {
            error = $"found \"{text}\", expected udp:ADDRESS:PORT or a path of 1 to {UnixSocketFile.MaxPathBytes} bytes";
            return false;
        }

        address = new DatagramAddress(path, path, null);
        return true;
    }
}
