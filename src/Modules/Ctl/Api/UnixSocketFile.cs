using System.Net.Sockets;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>Unix sockets that a program of the operator finds by their file name.</summary>
internal static class UnixSocketFile
{
    /// <summary>The longest file name in bytes: the kernel's sun_path has 108 with the final zero.</summary>
    public const int MaxPathBytes = 107;

    /// <summary>Binds a socket; a file that nobody listens on any more is replaced.</summary>
    /// <exception cref="ModuleStartException">The path cannot be used.</exception>
    public static Socket Bind(string path, SocketType type, UnixFileMode mode)
    {
        var socket = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        try
        {
            RemoveStale(path, type);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, mode);

            return socket;
        }
        catch (Exception cause) when (cause is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new ModuleStartException($"cannot open the control socket {path}: {cause.Message}", cause);
        }
    }

    /// <summary>Makes the folder of a default path: the run directory of a fresh system does not exist.</summary>
    /// <exception cref="ModuleStartException">It cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder || Directory.Exists(folder))
            return;

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModuleStartException($"cannot make the folder of {path}: {cause.Message}; name another one with -Y", cause);
        }
    }

    private static void RemoveStale(string path, SocketType type)
    {
        if (!File.Exists(path))
            return;

        using var probe = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // A socket file that nobody holds any more.
            File.Delete(path);
            return;
        }

        throw new IOException("another process listens there");
    }
}
