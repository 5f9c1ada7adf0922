using System.Net.Sockets;
using System.Runtime.InteropServices;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport.Linux;

namespace Signalbox.Engine.Transport;

/// <summary>
/// A UDP address with one kernel socket for each worker (SO_REUSEPORT, the kernel spreads by peer) or one for all.
/// Blocking calls only: asynchronous sockets cost up to twice as much per datagram.
/// </summary>
internal sealed class UdpListener : ListenSocket, IDisposable
{
    private readonly Socket[] _sockets;

    /// <summary>Wraps bound sockets.</summary>
    public UdpListener(ListenTarget target, HostEndPoint local, Socket[] sockets, bool isShared)
        : base(TransportProtocol.Udp, local, target.Name)
    {
        _sockets = sockets;
        IsShared = isShared;
        (ViaHost, ViaPort, IsAdvertised) = target.ViaOf(local);
    }

    /// <summary>Index of the worker that is child 0, so that a worker sends on the socket it receives on.</summary>
    public int FirstWorker { get; set; }

    /// <summary>True when all workers receive on one socket, as they do when a route may block.</summary>
    public bool IsShared { get; }

    /// <summary>The socket that a worker of this listener receives on.</summary>
    public Socket SocketOf(int child) => _sockets[child % _sockets.Length];

    /// <inheritdoc />
    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        // Sending to port 0 would cost an exception, and a sender can make us try.
        var remote = destination.Remote;
        if (remote.Port == 0 || remote.IsV6 != Local.IsV6)
            return SendStatus.Failed;

        var child = worker.Index - FirstWorker;
        if (worker.Replies is { IsOpen: true } replies)
        {
            if ((uint)child < (uint)_sockets.Length && MayWait(worker, bytes) && replies.TryAdd(remote, bytes))
                return SendStatus.Sent;

            // What was answered before a request must be there before what the request brings about: a 100 before the 200.
            replies.Flush();
        }

        var socket = _sockets[(uint)child % (uint)_sockets.Length];
        return KernelCalls.IsSupported ? SendByKernel(socket, remote, bytes) : SendPortably(worker, socket, remote, bytes);
    }

    /// <inheritdoc />
    public override SendStatus SendCopy(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        var remote = destination.Remote;
        var isOwn = (uint)(worker.Index - FirstWorker) < (uint)_sockets.Length && remote.Port != 0 && remote.IsV6 == Local.IsV6;
        return isOwn && worker is { Copies: { TakesCopies: true } copies, Pinned.CanBlock: false } && copies.TryAdd(remote, bytes)
            ? SendStatus.Sent
            : Send(worker, destination, bytes);
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

    // A route that blocks would hold its own reply back.
    private static bool MayWait(WorkerState worker, ReadOnlySpan<byte> bytes) => bytes.StartsWith("SIP/2.0 "u8) && worker.Pinned is { CanBlock: false };

    private static unsafe SendStatus SendByKernel(Socket socket, in HostEndPoint remote, ReadOnlySpan<byte> bytes)
    {
        Span<byte> name = stackalloc byte[KernelAddress.Size];
        var length = KernelAddress.Write(name, remote);
        try
        {
            fixed (byte* peer = name, text = bytes)
            {
                while (KernelCalls.Send(socket.SafeHandle, text, (nuint)bytes.Length, 0, peer, (uint)length) < 0)
                {
                    if (Marshal.GetLastPInvokeError() != KernelCalls.Interrupted)
                        return SendStatus.Failed;
                }
            }

            return SendStatus.Sent;
        }
        catch (ObjectDisposedException)
        {
            return SendStatus.Failed;
        }
    }

    private static SendStatus SendPortably(WorkerState worker, Socket socket, in HostEndPoint remote, ReadOnlySpan<byte> bytes)
    {
        var peer = remote.IsV6 ? worker.PeerV6 : worker.PeerV4;
        remote.CopyTo(peer);
        try
        {
            socket.SendTo(bytes, SocketFlags.None, peer);
            return SendStatus.Sent;
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException)
        {
            return SendStatus.Failed;
        }
    }
}
