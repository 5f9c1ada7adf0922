using System.Net;
using System.Net.Sockets;

namespace Signalbox.Host.Demo;

/// <summary>A stand-in for a HEP collector: counts the packets that begin as HEP version 3 does.</summary>
internal sealed class HepCounter : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    /// <summary>Binds a free port.</summary>
    public HepCounter() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Where it listens.</summary>
    public EndPoint Address => _socket.LocalEndPoint!;

    /// <summary>Takes what has come and counts it.</summary>
    public int Count()
    {
        var buffer = new byte[65536];
        var count = 0;
        while (_socket.Available > 0)
        {
            var length = _socket.Receive(buffer);
            if (buffer.AsSpan(0, length).StartsWith("HEP3"u8))
                count++;
        }

        return count;
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
