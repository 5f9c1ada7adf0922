using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>An address of modparam <c>binrpc</c>: a path for a unix socket, an address and port for TCP and UDP.</summary>
/// <param name="Transport">Its kind.</param>
/// <param name="Path">File name of a unix socket; empty for the others.</param>
/// <param name="EndPoint">Where TCP and UDP listen; null for unix sockets.</param>
internal sealed record ControlAddress(ControlTransport Transport, string Path, IPEndPoint? EndPoint = null)
{
    /// <summary>The port when none is written.</summary>
    public const int DefaultPort = 2049;

    private const string Expected = "expected unix:PATH, unixs:PATH, unixd:PATH, tcp:ADDRESS[:PORT] or udp:ADDRESS[:PORT]";

    /// <summary>True for stream and TCP.</summary>
    public bool IsStream => Transport is ControlTransport.UnixStream or ControlTransport.Tcp;

    /// <summary><c>unix_stream</c>, <c>unix_dgram</c>, <c>tcp</c> or <c>udp</c>, as <c>ctl.listen</c> shows it.</summary>
    public string TransportName => Transport switch
    {
        ControlTransport.UnixStream => "unix_stream",
        ControlTransport.UnixDatagram => "unix_dgram",
        ControlTransport.Tcp => "tcp",
        _ => "udp",
    };

    /// <summary>The path, or the address without port.</summary>
    public string Host => EndPoint is { } endPoint ? endPoint.Address.ToString() : Path;

    /// <summary>The port; empty for unix sockets.</summary>
    public string Port => EndPoint is { } endPoint ? endPoint.Port.ToString(CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>What tells it from the others: two that share it cannot both be open.</summary>
    public string Key => EndPoint is { } endPoint ? $"{TransportName}:{endPoint}" : Path;

    /// <summary>Reads an address. As with the peer, a value without a kind is a unix stream with a slash in it, else UDP;
    /// a kind with only a number listens on all addresses.</summary>
    /// <param name="text">The parameter's value.</param>
    /// <param name="folder">Folder for a path that is not absolute.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What was found and what was expected.</param>
    public static bool TryParse(string text, string folder, [NotNullWhen(true)] out ControlAddress? address, out string error)
    {
        address = null;
        error = $"found '{text}', {Expected}";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        ControlTransport? kind = (colon < 0 ? string.Empty : text[..colon]) switch
        {
            "unix" or "unixs" => ControlTransport.UnixStream,
            "unixd" => ControlTransport.UnixDatagram,
            "tcp" => ControlTransport.Tcp,
            "udp" => ControlTransport.Udp,
            _ => null,
        };
        var place = kind is null ? text : text[(colon + 1)..];
        var known = kind ?? (text.Contains('/', StringComparison.Ordinal) ? ControlTransport.UnixStream : ControlTransport.Udp);
        address = known is ControlTransport.UnixStream or ControlTransport.UnixDatagram
            ? OfPath(known, place, folder, ref error)
            : OfPlace(known, place);
        return address is not null;
    }

    private static ControlAddress? OfPath(ControlTransport kind, string place, string folder, ref string error)
    {
        var path = place.Length > 0 && place[0] != '/' ? System.IO.Path.Combine(folder, place) : place;
        if (path.Length is > 0 and <= UnixSocketFile.MaxPathBytes)
            return new ControlAddress(kind, path);

        error = $"'{place}': the path of a control socket has 1 to {UnixSocketFile.MaxPathBytes} bytes";
        return null;
    }

    private static ControlAddress? OfPlace(ControlTransport kind, string place)
    {
        if (ushort.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port == 0 ? null : new ControlAddress(kind, string.Empty, new IPEndPoint(IPAddress.Any, port));

        var text = place.StartsWith('*') ? $"{IPAddress.Any}{place[1..]}" : Resolved(place);
        if (!IPEndPoint.TryParse(text, out var endPoint))
            return null;

        return new ControlAddress(kind, string.Empty, endPoint.Port == 0 ? new IPEndPoint(endPoint.Address, DefaultPort) : endPoint);
    }

    // The only name that needs no resolver.
    private static string Resolved(string place)
    {
        const string Name = "localhost";
        return place.StartsWith(Name, StringComparison.OrdinalIgnoreCase) ? $"{IPAddress.Loopback}{place[Name.Length..]}" : place;
    }
}
