using System.Net.Sockets;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Transport.Linux;

namespace Signalbox.Engine.Transport;

/// <summary>Opens and binds kernel sockets; failures become one line for the operator.</summary>
internal static class SocketOpener
{
    private const int SolSocket = 1;
    private const int ReusePort = 15;
    private const int ReceiveBufferForce = 33;
    private const int ReceiveBufferBytes = 8 * 1024 * 1024;
    private const int SolIP = 0;
    private const int FreeBind = 15;
    private const int SolIPv6 = 41;
    private const int FreeBindV6 = 78;
    private const int PacketInfo = 8;
    private const int PacketInfoV6 = 49;

    /// <summary>Binds a socket for each worker to one UDP address, or one for all.</summary>
    public static UdpListener OpenUdp(ListenTarget target, int workers, bool isShared)
    {
        var count = isShared ? 1 : workers;
        var sockets = new List<Socket>();
        try
        {
            // The first one is bound alone: SO_REUSEPORT from the start would silently share the port with another server.
            var first = Bind(target, target.Local, SocketType.Dgram, reusePort: false);
            sockets.Add(first);
            var local = LocalOf(first);
            if (count > 1)
                first.SetRawSocketOption(SolSocket, ReusePort, [1, 0, 0, 0]);

            for (var i = 1; i < count; i++)
                sockets.Add(Bind(target, local, SocketType.Dgram, reusePort: true));

            return new UdpListener(target, local, [.. sockets], isShared);
        }
        catch
        {
            foreach (var socket in sockets)
                socket.Dispose();

            throw;
        }
    }

    /// <summary>Binds a listening TCP socket.</summary>
    public static (Socket Socket, HostEndPoint Local) OpenStream(ListenTarget target, CoreSettings settings)
    {
        var socket = Bind(target, target.Local, SocketType.Stream, reusePort: false, one => TcpOptions.SetListener(one, settings));
        try
        {
            socket.Listen(settings.TcpListenBacklog);
            return (socket, LocalOf(socket));
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new EngineStartException(Text(target, refused));
        }
    }

    private static Socket Bind(ListenTarget target, in HostEndPoint local, SocketType type, bool reusePort, Action<Socket>? prepare = null)
    {
        var family = local.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        Socket? socket = null;
        try
        {
            socket = new Socket(family, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
            if (local.IsV6)
                socket.DualMode = false;

            if (target.MayBeAbsent)
                socket.SetRawSocketOption(local.IsV6 ? SolIPv6 : SolIP, local.IsV6 ? FreeBindV6 : FreeBind, [1, 0, 0, 0]);

            if (reusePort)
                socket.SetRawSocketOption(SolSocket, ReusePort, [1, 0, 0, 0]);

            prepare?.Invoke(socket);
            if (type == SocketType.Dgram)
                EnlargeBuffer(socket);

            if (type == SocketType.Dgram && local.IsAny && KernelCalls.IsSupported)
                socket.SetRawSocketOption(local.IsV6 ? SolIPv6 : SolIP, local.IsV6 ? PacketInfoV6 : PacketInfo, [1, 0, 0, 0]);

            socket.Bind(local.ToIPEndPoint());
            return socket;
        }
        catch (SocketException refused)
        {
            socket?.Dispose();
            throw new EngineStartException(Text(target, refused));
        }
    }

    private static void EnlargeBuffer(Socket socket)
    {
        // Capped by net.core.rmem_max unless we may force it.
        socket.ReceiveBufferSize = ReceiveBufferBytes;
        try
        {
            socket.SetRawSocketOption(SolSocket, ReceiveBufferForce, BitConverter.GetBytes(ReceiveBufferBytes));
        }
        catch (SocketException)
        {
            // No CAP_NET_ADMIN: the capped size is what we have.
        }
    }

    private static HostEndPoint LocalOf(Socket socket) => HostEndPoint.From((System.Net.IPEndPoint)socket.LocalEndPoint!);

    private static string Text(ListenTarget target, SocketException refused) => refused.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"{target}: address already in use",
        SocketError.AddressNotAvailable => $"{target}: address is not one of this machine",
        SocketError.AccessDenied => $"{target}: permission denied (ports below 1024 need a privilege)",
        SocketError.AddressFamilyNotSupported => $"{target}: this machine has no IPv6",
        _ => $"{target}: cannot listen: {refused.Message}",
    };
}
