using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>An address of modparam <c>binrpc</c>: <c>unix:PATH</c>, <c>unixs:PATH</c> (stream) or <c>unixd:PATH</c> (datagram).</summary>
/// <param name="Type">Stream or datagram.</param>
/// <param name="Path">File name of the socket.</param>
internal sealed record ControlAddress(SocketType Type, string Path)
{
    /// <summary><c>unix_stream</c> or <c>unix_dgram</c>, as <c>ctl.listen</c> shows it.</summary>
    public string Transport => Type == SocketType.Stream ? "unix_stream" : "unix_dgram";

    /// <summary>Reads an address; a value that is only a path is a stream, as with the peer.</summary>
    /// <param name="text">The parameter's value.</param>
    /// <param name="folder">Folder for a path that is not absolute.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(string text, string folder, [NotNullWhen(true)] out ControlAddress? address, out string error)
    {
        address = null;
        error = string.Empty;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var scheme = colon < 0 || (slash >= 0 && slash < colon) ? string.Empty : text[..colon];
        var path = scheme.Length == 0 ? text : text[(colon + 1)..];
        SocketType? type = scheme switch
        {
            "unix" or "unixs" => SocketType.Stream,
            "unixd" => SocketType.Dgram,
            "" when slash >= 0 => SocketType.Stream,
            _ => null,
        };
        if (type is not { } known)
        {
            error = $"'{text}' is not supported: control sockets are unix:PATH, unixs:PATH or unixd:PATH";
            return false;
        }

        if (path.Length > 0 && path[0] != '/')
            path = System.IO.Path.Combine(folder, path);

        if (path.Length is 0 or > UnixSocketFile.MaxPathBytes)
        {
            error = $"'{text}': the path of a control socket has 1 to {UnixSocketFile.MaxPathBytes} bytes";
            return false;
        }

        address = new ControlAddress(known, path);
        return true;
    }
}
