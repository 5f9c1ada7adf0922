using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// A UDP socket of its own to one collector. Only a connected socket learns that nobody listens there, so collectors
/// that another one stands in for get one. With a forced socket it is bound to that one's address, and to a port of its own:
/// bound to the same port it would take the SIP messages of the collector's address away from the listener. It keeps the copies that may be lost when the answer of their host comes.
/// </summary>
internal sealed class CollectorLink : IDisposable
{
    private const long PauseMilliseconds = 1_000;
    private readonly Lock _gate = new();
    private (Socket Socket, HostEndPoint Remote)[] _open = [];
    private long _pausedUntil;
    private bool _isClosed;

    /// <summary>The last copies sent.</summary>
    public RecentCopies Recent { get; } = new();

    /// <summary>Sends one datagram; false when the host said that nobody takes them, or it could not be sent.</summary>
    /// <param name="local">Address to send from, its port is ignored; not set = the system's choice.</param>
    /// <param name="remote">The collector.</param>
    /// <param name="bytes">The copy.</param>
    public bool TrySend(in HostEndPoint local, in HostEndPoint remote, ReadOnlySpan<byte> bytes)
    {
        var open = Volatile.Read(ref _open);
        var socket = open.Length > 0 && open[0].Remote == remote ? open[0].Socket : Open(local, remote);
        if (socket is null)
            return false;

        try
        {
            // A collector that is away refuses each copy: that must not cost an exception.
            if (socket.Send(bytes, SocketFlags.None, out var error) != bytes.Length || error != SocketError.Success)
                return false;

            Recent.Add(bytes, Environment.TickCount64);
            return true;
        }
        catch (ObjectDisposedException)
        {
            // The generation ended, or another worker opened the link to a new address.
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

    private Socket? Open(in HostEndPoint local, in HostEndPoint remote)
    {
        lock (_gate)
        {
            if (_isClosed || Environment.TickCount64 < _pausedUntil)
                return null;

            Close();
            var socket = new Socket(remote.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            try
            {
                if (local.IsSet)
                    socket.Bind(new IPEndPoint(local.ToIPEndPoint().Address, 0));

                socket.Connect(remote.ToIPEndPoint());
            }
            catch (SocketException)
            {
                // No way there, or none from that address.
                socket.Dispose();
                _pausedUntil = Environment.TickCount64 + PauseMilliseconds;
                return null;
            }

            Volatile.Write(ref _open, [(socket, remote)]);
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
