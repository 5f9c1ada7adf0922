using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>Receives with .NET's sockets, a datagram at a time, where the Linux calls are not to be had.</summary>
internal sealed class PortableReceiver(UdpListener listener, Socket socket, WorkerState worker, IMessageInput input, TimeProvider time)
    : UdpReceiver(listener, worker, input)
{
    private const int MaxDatagramBytes = 65536;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxDatagramBytes);
    private readonly SocketAddress _peer = new(socket.AddressFamily);

    /// <inheritdoc />
    public override bool Next()
    {
        try
        {
            if (Listener.Local.IsAny)
                ReceiveOnAny();
            else
                Process(socket.ReceiveFrom(_buffer, SocketFlags.None, _peer), HostEndPoint.From(_peer), default);

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Only this call tells which of the machine's addresses was meant. It allocates; listen on an address to avoid it.
    private void ReceiveOnAny()
    {
        EndPoint peer = Listener.Local.IsV6 ? new IPEndPoint(IPAddress.IPv6Any, 0) : new IPEndPoint(IPAddress.Any, 0);
        var flags = SocketFlags.None;
        var length = socket.ReceiveMessageFrom(_buffer, ref flags, ref peer, out var packet);
        if (peer is IPEndPoint remote)
            Process(length, HostEndPoint.From(remote), packet.Address is null ? default : HostEndPoint.From(new IPEndPoint(packet.Address, Listener.Local.Port)));
    }

    private void Process(int length, in HostEndPoint remote, in HostEndPoint local) => Process(_buffer, length, remote, local, time.GetUtcNow().UtcTicks);
}
