using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>A thread that receives on one socket and runs each message to its end.</summary>
internal sealed class UdpWorker
{
    private const int MaxDatagramBytes = 65536;
    private readonly UdpListener _listener;
    private readonly Socket _socket;
    private readonly WorkerState _worker;
    private readonly IMessageInput _input;
    private readonly TimeProvider _time;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxDatagramBytes);
    private readonly SocketAddress _peer;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>Creates it; <see cref="Start"/> makes it receive.</summary>
    public UdpWorker(UdpListener listener, int child, WorkerState worker, IMessageInput input, TimeProvider time)
    {
        _listener = listener;
        _socket = listener.SocketOf(child);
        _worker = worker;
        _input = input;
        _time = time;
        _peer = new SocketAddress(_socket.AddressFamily);
        _thread = WorkerThread.Create(worker.Description, Run);
    }

    /// <summary>Starts receiving.</summary>
    public void Start() => _thread.Start();

    /// <summary>Makes it end after the message at hand; wake it through the listener.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Waits for the end; false when it is still busy.</summary>
    public bool Join(TimeSpan limit) => _thread.Join(limit);

    private void Run()
    {
        var isAny = _listener.Local.IsAny;
        while (!_stopping)
        {
            try
            {
                if (isAny)
                    ReceiveOnAny();
                else
                    ReceiveOne();
            }
            catch (SocketException)
            {
                // An ICMP error or a lack of kernel memory is no reason to end; the pause keeps a lasting one from spinning.
                _worker.Counters.ReceiveErrors++;
                if (!_stopping)
                    Thread.Sleep(1);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void ReceiveOne()
    {
        var length = _socket.ReceiveFrom(_buffer, SocketFlags.None, _peer);
        Process(length, HostEndPoint.From(_peer), _listener.Local);
    }

    // Only this call tells which of the machine's addresses was meant. It allocates; listen on an address to avoid it.
    private void ReceiveOnAny()
    {
        EndPoint peer = _listener.Local.IsV6 ? new IPEndPoint(IPAddress.IPv6Any, 0) : new IPEndPoint(IPAddress.Any, 0);
        var flags = SocketFlags.None;
        var length = _socket.ReceiveMessageFrom(_buffer, ref flags, ref peer, out var packet);
        if (length == 0 || peer is not IPEndPoint remote)
            return;

        var local = packet.Address is null ? _listener.Local : HostEndPoint.From(new IPEndPoint(packet.Address, _listener.Local.Port));
        Process(length, HostEndPoint.From(remote), local);
    }

    private void Process(int length, in HostEndPoint remote, in HostEndPoint local)
    {
        if (length == 0)
            return;

        var from = new ReceivedFrom
        {
            Socket = _listener,
            Remote = remote,
            Local = local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = _time.GetUtcNow().UtcTicks,
        };
        _input.Process(_worker, _buffer, length, from);
    }
}
