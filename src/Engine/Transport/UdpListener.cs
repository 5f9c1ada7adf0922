using System.Net.Sockets;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>
/// A UDP address with one kernel socket for each worker (SO_REUSEPORT, the kernel spreads by peer) or one for all.
/// Blocking calls only: asynchronous sockets cost up to twice as much per datagram.
/// </summary>
internal sealed class UdpListener : ListenSocket, IDisposable
{
    private readonly Socket[] _sockets;

    /// <summary>Wraps bound sockets.</summary>
    public UdpListener(ListenTarget target, HostEndPoint local, Socket[] sockets)
        : base(TransportProtocol.Udp, local, target.Name)
    {
        _sockets = sockets;
        (ViaHost, ViaPort, IsAdvertised) = target.ViaOf(local);
    }

    /// <summary>Index of the worker that is child 0, so that a worker sends on the socket it receives on.</summary>
    public int FirstWorker { get; set; }

    /// <summary>The socket that a worker of this listener receives on.</summary>
    public Socket SocketOf(int child) => _sockets[child % _sockets.Length];

    /// <inheritdoc />
    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        // Sending to port 0 would cost an exception, and a sender can make us try.
        if (destination.Remote.Port == 0 || destination.Remote.IsV6 != Local.IsV6)
            return SendStatus.Failed;

        var peer = destination.Remote.IsV6 ? worker.PeerV6 : worker.PeerV4;
        destination.Remote.CopyTo(peer);
        try
        {
            _sockets[(uint)(worker.Index - FirstWorker) % (uint)_sockets.Length].SendTo(bytes, SocketFlags.None, peer);
            return SendStatus.Sent;
        }
        catch (SocketException)
        {
            return SendStatus.Failed;
        }
        catch (ObjectDisposedException)
        {
            return SendStatus.Failed;
        }
    }

    /// <summary>Wakes all receivers; sending goes on until <see cref="Dispose"/>.</summary>
    public void StopReceiving()
    {
        foreach (var socket in _sockets)
        {
            try
            {
                socket.Shutdown(SocketShutdown.Receive);
            }
            catch (SocketException)
            {
                // "not connected": the kernel says so for every UDP socket, and wakes the receivers all the same.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }
}
