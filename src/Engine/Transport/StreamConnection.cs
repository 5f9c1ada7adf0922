using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>
/// One connection: a receive loop cuts messages out and puts them into an inbox, workers take them in order, one
/// worker at a time. A full inbox stops the loop, and thereby the peer.
/// </summary>
internal sealed partial class StreamConnection : IConnection
{
    private const int MaxInbox = 64;
    private readonly StreamConnections _owner;
    private readonly StreamFramer _framer = new();
    private readonly Channel<StreamMessage> _inbox = Channel.CreateBounded<StreamMessage>(
        new BoundedChannelOptions(MaxInbox) { SingleWriter = true, AllowSynchronousContinuations = false });

    private readonly TransportProtocol _carrier;
    private IStreamCodec? _codec;
    private Socket? _socket;
    private int _isScheduled;
    private int _isClosed;

    /// <summary>Creates a connection without a socket.</summary>
    public StreamConnection(StreamConnections owner, StreamListener listener, long id, in HostEndPoint remote)
    {
        _owner = owner;
        _carrier = listener.Protocol;
        Listener = listener;
        Id = id;
        Remote = remote;
        Writer = new StreamWriter(owner, Close);
    }

    /// <inheritdoc />
    public long Id { get; }

    /// <summary>The listener it came in by, or that it was opened for.</summary>
    public StreamListener Listener { get; }

    /// <inheritdoc />
    public TransportProtocol Protocol => Codec?.Protocol ?? _carrier;

    /// <inheritdoc cref="IConnection.Remote" />
    public HostEndPoint Remote { get; set; }

    /// <inheritdoc />
    public HostEndPoint Local { get; private set; }

    /// <inheritdoc />
    public TlsSession? Tls { get; private set; }

    /// <inheritdoc />
    public IStreamCodec? Codec => Volatile.Read(ref _codec);

    /// <inheritdoc />
    public ConnectionState State =>
        !IsOpen ? ConnectionState.Closed
        : _socket is null ? ConnectionState.Connecting
        : IsReady ? ConnectionState.Open : ConnectionState.Handshake;

    /// <inheritdoc />
    public int QueuedBytes => Writer.Queued;

    /// <inheritdoc />
    public long IdleMilliseconds => _owner.Now - LastActive;

    /// <inheritdoc />
    public long LifetimeMilliseconds => _owner.LifetimeOf(this);

    /// <summary>True when we opened it.</summary>
    public bool IsOutgoing { get; init; }

    /// <summary>The way out.</summary>
    public StreamWriter Writer { get; }

    /// <summary>True until closed, also while connecting.</summary>
    public bool IsOpen => Volatile.Read(ref _isClosed) == 0;

    /// <summary>True when connected and, with TLS, the handshake is done.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Milliseconds of the engine's clock when bytes last came or went.</summary>
    public long LastActive { get; set; }

    /// <summary>When the message that is not complete began; 0 when there is none.</summary>
    public long IncompleteSince { get; private set; }

    /// <summary>For the sweep: what was written when it last looked, and when that was.</summary>
    public (long Written, long At) LastProgress { get; set; }

    /// <summary>A second address by which it is found, or not set.</summary>
    public HostEndPoint Alias { get; set; }

    /// <inheritdoc />
    public bool TryWrite(ReadOnlySpan<byte> bytes) => Writer.TryWrite(bytes);

    /// <inheritdoc />
    public void CloseWhenWritten() => Writer.CloseWhenWritten();

    /// <summary>Sends a message, wrapped when there is a codec.</summary>
    public bool TrySend(ReadOnlySpan<byte> message)
    {
        LastActive = _owner.Now;
        if (Codec is not { } codec)
            return Writer.TryWrite(message);

        var wrapped = _owner.Wrappers.Get();
        codec.Wrap(message, wrapped);
        var sent = !wrapped.Overflowed && Writer.TryWrite(wrapped.Written);
        _owner.Wrappers.Return(wrapped);
        return sent;
    }

    /// <inheritdoc />
    public bool Upgrade(IStreamCodec codec, ReadOnlySpan<byte> response)
    {
        // The peer may send its first frame as soon as it has the response, so the codec has to be there before.
        Volatile.Write(ref _codec, codec);
        if (Writer.TryWrite(response))
            return true;

        Close();
        return false;
    }

    /// <inheritdoc />
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;

        Writer.Close();
        _inbox.Writer.TryComplete();
        _owner.Remove(this);
        Codec?.Closed(this);
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
                Protocol = message.Protocol,
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

    // Disposing while a receive is pending would reset the connection; this ends the receive loop, which disposes then.
    private void Shutdown()
    {
        try
        {
            if (_owner.Settings.TcpCloseReset)
                _socket?.LingerState = new LingerOption(true, 0);

            if (Tls is { Stream: { } stream } && IsReady && _owner.Profiles is { SendsCloseNotify: true })
                _ = stream.ShutdownAsync();

            _socket?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer was faster.
        }
    }
}
