using System.Net;
using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Control;

/// <summary>Opens the doors of a server.</summary>
internal static class ControlDoors
{
    /// <summary>A connection to a unix socket.</summary>
    public static Socket OpenUnix(string path) => Connect(new UnixDomainSocketEndPoint(path), ProtocolType.Unspecified);

    /// <summary>A TCP connection.</summary>
    public static Socket OpenTcp(int port) => Connect(new IPEndPoint(IPAddress.Loopback, port), ProtocolType.Tcp);

    private static Socket Connect(EndPoint door, ProtocolType protocol)
    {
        var socket = new Socket(door.AddressFamily, SocketType.Stream, protocol) { SendTimeout = 10_000 };
        socket.Connect(door);
        return socket;
    }
}
