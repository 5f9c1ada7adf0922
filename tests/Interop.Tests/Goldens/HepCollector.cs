using System.Net;
using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Takes what the server mirrors, on port 15100 over UDP (both families) and TCP, in arrival order.</summary>
internal sealed class HepCollector : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly List<byte[]> _packets = [];

    /// <summary>Opens the sockets.</summary>
    public HepCollector()
    {
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            var datagram = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            datagram.Bind(new IPEndPoint(address, 15100));
            _sockets.Add(datagram);
            _ = Task.Run(() => ReadDatagrams(datagram));
        }

        var stream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        stream.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        stream.Bind(new IPEndPoint(IPAddress.Loopback, 15100));
        stream.Listen();
        _sockets.Add(stream);
        _ = Task.Run(() => Accept(stream));
    }

    /// <summary>Waits until <paramref name="count"/> packets are there, then a little for surplus ones.</summary>
    public List<byte[]> Take(int count)
    {
        for (var i = 0; i < 60 && Count < count; i++)
            Thread.Sleep(50);

        Thread.Sleep(100);
        lock (_packets)
            return [.. _packets];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private int Count
    {
        get
        {
            lock (_packets)
                return _packets.Count;
        }
    }

    private void ReadDatagrams(Socket socket)
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                var count = socket.Receive(buffer);
                lock (_packets)
                    _packets.Add(buffer[..count]);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private void Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                var connection = listener.Accept();
                _sockets.Add(connection);
                _ = Task.Run(() => ReadStream(connection));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private void ReadStream(Socket connection)
    {
        using var stream = new NetworkStream(connection);
        var buffer = new byte[65536];
        try
        {
            while (stream.ReadAtLeast(buffer, 6, throwOnEndOfStream: false) is var count and >= 6)
            {
                // HEP has its length at the front; a plain copy of one message comes in one write.
                var length = buffer.AsSpan().StartsWith("HEP3"u8) ? (buffer[4] << 8) | buffer[5] : count;
                stream.ReadExactly(buffer, count, length - count);
                lock (_packets)
                    _packets.Add(buffer[..length]);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // the test is over
        }
    }
}
