using System.Net;
using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Running;

/// <summary>Loopback ports that nobody uses at the moment.</summary>
internal static class Ports
{
    /// <summary>A free UDP port of 127.0.0.1.</summary>
    public static int Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>A port of 127.0.0.1 that is free for UDP and TCP.</summary>
    public static int FreeOfBoth()
    {
        while (true)
        {
            var port = Free();
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it for TCP.
            }
        }
    }

    /// <summary>True when somebody has bound the UDP port or listens on the TCP port, on whatever address of this machine.</summary>
    public static bool IsBoundOrListening(int port) => IsBound(port) || IsListening(port);

    /// <summary>True when somebody has bound the UDP port; asks the kernel, so that no trace sees a probe.</summary>
    public static bool IsBound(int port) =>
        File.ReadAllText("/proc/net/udp").Contains($":{port:X4} ", StringComparison.Ordinal);

    /// <summary>True when somebody listens on the TCP port (state 0A of /proc/net/tcp).</summary>
    public static bool IsListening(int port) =>
        File.ReadAllText("/proc/net/tcp").Contains($":{port:X4} 00000000:0000 0A", StringComparison.Ordinal);
}
