using System.Net.Sockets;
using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Transport;

/// <summary>Options of TCP sockets that the core parameters name (Linux: tcp(7)).</summary>
internal static class TcpOptions
{
    private const int SolSocket = 1;
    private const int ReusePort = 15;
    private const int SolTcp = 6;
    private const int SynCount = 7;
    private const int Linger2 = 8;
    private const int DeferAccept = 9;
    private const int QuickAck = 12;

    /// <summary>Those of a listener, before it is bound.</summary>
    public static void SetListener(Socket socket, CoreSettings settings)
    {
        if (settings.TcpDeferAccept > 0)
            Set(socket, DeferAccept, settings.TcpDeferAccept);

        if (settings.TcpReusePort)
            AllowSharing(socket);
    }

    /// <summary>Those of a socket that is about to connect.</summary>
    public static void SetConnecting(Socket socket, CoreSettings settings)
    {
        if (settings.TcpSynRetries > 0)
            Set(socket, SynCount, settings.TcpSynRetries);

        if (!settings.TcpDelayedAck)
            Set(socket, QuickAck, 1);

        if (settings.TcpReusePort)
            AllowSharing(socket);
    }

    /// <summary>Those of a socket that is connected.</summary>
    public static void SetConnected(Socket socket, CoreSettings settings)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, settings.TcpKeepalive);
        if (settings.TcpKeepaliveIdle > 0)
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, settings.TcpKeepaliveIdle);

        if (settings.TcpKeepaliveInterval > 0)
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, settings.TcpKeepaliveInterval);

        if (settings.TcpKeepaliveCount > 0)
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, settings.TcpKeepaliveCount);

        if (settings.TcpLinger2 > 0)
            Set(socket, Linger2, settings.TcpLinger2);
    }

    private static void AllowSharing(Socket socket) => socket.SetRawSocketOption(SolSocket, ReusePort, [1, 0, 0, 0]);

    private static void Set(Socket socket, int option, int value) => socket.SetRawSocketOption(SolTcp, option, BitConverter.GetBytes(value));
}
