using System.Net.Sockets;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// A UDP socket of its own to one collector. Only a connected socket learns that nobody listens there, so collectors
/// that another one stands in for get one; the copies before the answer of their host are lost.
/// </summary>
internal sealed class CollectorLink : IDisposable
{
    private readonly Lock _gate = new();
    private (Socket Socket, HostEndPoint Remote)[] _open = [];
    private bool _isClosed;

    /// <summary>Sends one datagram; false when the host said that nobody takes them, or it could not be sent.</summary>
    public bool TrySend(in HostEndPoint remote, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var open = Volatile.Read(ref _open);
            var socket = open.Length > 0 && open[0].Remote == remote ? open[0].Socket : Open(remote);
            return socket is not null && socket.Send(bytes) == bytes.Length;
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Close();
        }
    }

    private Socket? Open(in HostEndPoint remote)
    {
        lock (_gate)
        {
            if (_isClosed)
                return null;

            Close();
            var socket = new Socket(remote.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            Volatile.Write(ref _open, [(socket, remote)]);
            socket.Connect(remote.ToIPEndPoint());
            return socket;
        }
    }

    private void Close()
    {
        foreach (var (socket, _) in _open)
            socket.Dispose();

        Volatile.Write(ref _open, []);
    }
}
