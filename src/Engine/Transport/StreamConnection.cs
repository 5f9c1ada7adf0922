using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>
/// One TCP connection: a receive loop cuts messages out and puts them into an inbox, workers take them in order, one
/// worker at a time. A full inbox stops the loop, and thereby the peer.
/// </summary>
internal sealed class StreamConnection
{
    private const int MaxInbox = 64;
    private readonly StreamConnections _owner;
    private readonly StreamFramer _framer = new();
    private readonly Channel<StreamMessage> _inbox = Channel.CreateBounded<StreamMessage>(
        new BoundedChannelOptions(MaxInbox) { SingleWriter = true, AllowSynchronousContinuations = false });

    private Socket? _socket;
    private int _isScheduled;
    private int _isClosed;

    /// <summary>Creates a connection without a socket.</summary>
    public StreamConnection(StreamConnections owner, StreamListener listener, long id, in HostEndPoint remote)
    {
        _owner = owner;
        Listener = listener;
        Id = id;
        Remote = remote;
        Writer = new StreamWriter(_ => Close());
    }

    /// <summary>Number, from 1.</summary>
    public long Id { get; }

    /// <summary>The listener it came in by, or that it was opened for.</summary>
    public StreamListener Listener { get; }

    /// <summary>The peer.</summary>
    public HostEndPoint Remote { get; }

    /// <summary>Our end; not set while connecting.</summary>
    public HostEndPoint Local { get; private set; }

    /// <summary>The way out.</summary>
    public StreamWriter Writer { get; }

    /// <summary>True until closed, also while connecting.</summary>
    public bool IsOpen => Volatile.Read(ref _isClosed) == 0;

    /// <summary>Milliseconds of the engine's clock when bytes last came or went.</summary>
    public long LastActive { get; set; }

    /// <summary>When the message that is not complete began; 0 when there is none.</summary>
    public long IncompleteSince { get; private set; }

    /// <summary>For the sweep: what was written when it last looked, and when that was.</summary>
    public (long Written, long At) LastProgress { get; set; }

    /// <summary>A second address by which it is found, or not set.</summary>
    public HostEndPoint Alias { get; set; }

    /// <summary>Takes the connected socket over and starts to receive.</summary>
    public void Open(Socket socket)
    {
        socket.NoDelay = true;
        socket.Blocking = false;
        SetKeepalive(socket, _owner.Settings);
        Local = HostEndPoint.From((System.Net.IPEndPoint)socket.LocalEndPoint!);
        Interlocked.Exchange(ref _socket, socket);
        LastActive = _owner.Now;
        Writer.Open(socket);
        if (!IsOpen)
            socket.Dispose();
        else
            _ = ReceiveAsync(socket);
    }

    private static void SetKeepalive(Socket socket, Configuration.CoreSettings settings)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, settings.TcpKeepalive);
        if (settings.TcpKeepaliveIdle > 0)
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, settings.TcpKeepaliveIdle);

        if (settings.TcpKeepaliveInterval > 0)
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, settings.TcpKeepaliveInterval);

        if (settings.TcpKeepaliveCount > 0)
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, settings.TcpKeepaliveCount);
    }

    /// <summary>Closes and forgets it; messages in the inbox are still handled.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;

        Writer.Close();
        _inbox.Writer.TryComplete();
        _owner.Remove(this);
        Shutdown();
    }

    /// <summary>Handles one message on a worker; then others get their turn.</summary>
    public void RunOne(WorkerState worker, IMessageInput input)
    {
        if (_inbox.Reader.TryRead(out var message))
        {
            var from = new ReceivedFrom
            {
                Socket = Listener,
                Remote = Remote,
                Local = Local,
                Protocol = TransportProtocol.Tcp,
                ConnectionId = Id,
                UtcTicks = message.UtcTicks,
            };
            input.Process(worker, message.Buffer, message.Length, from);
            ArrayPool<byte>.Shared.Return(message.Buffer);
        }

        Volatile.Write(ref _isScheduled, 0);
        if (_inbox.Reader.TryPeek(out _))
            Schedule();
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
            _owner.Workers.Add(this);
    }

    private async Task ReceiveAsync(Socket socket)
    {
        try
        {
            while (true)
            {
                var count = await socket.ReceiveAsync(_framer.Space());
                if (count == 0)
                    break;

                LastActive = _owner.Now;
                _framer.Added(count);
                if (!await TakeFramesAsync())
                    break;
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or ChannelClosedException)
        {
            // The peer reset it, or we closed it meanwhile.
        }

        Close();
        socket.Dispose();
    }

    // Disposing while a receive is pending would reset the connection; this ends the receive loop, which disposes then.
    private void Shutdown()
    {
        try
        {
            _socket?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }
    }

    private async ValueTask<bool> TakeFramesAsync()
    {
        while (true)
        {
            switch (_framer.TryTake(_owner.Limits))
            {
                case StreamFrame.Message:
                    await _inbox.Writer.WriteAsync(CopyMessage());
                    Schedule();
                    break;
                case StreamFrame.Ping:
                    if (_owner.Settings.TcpCrlfPing)
                        Writer.TryWrite("\r\n"u8);
                    break;
                case StreamFrame.Incomplete:
                    IncompleteSince = _framer.Pending == 0 ? 0 : IncompleteSince == 0 ? _owner.Now : IncompleteSince;
                    return true;
                default:
                    return false;
            }
        }
    }

    private StreamMessage CopyMessage()
    {
        IncompleteSince = 0;
        var bytes = _framer.Message;
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        return new StreamMessage(copy, bytes.Length, _owner.UtcTicks);
    }
}
