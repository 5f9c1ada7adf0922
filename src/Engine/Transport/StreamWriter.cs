using System.Net.Sockets;

namespace Signalbox.Engine.Transport;

/// <summary>
/// The way out of one connection: straight into the kernel while it takes everything, else into a bounded queue that is
/// flushed in the background; with TLS always through the queue. A worker never waits for a peer.
/// </summary>
internal sealed class StreamWriter
{
    private readonly Lock _gate = new();
    private readonly StreamConnections _owner;
    private readonly Action _failed;
    private Socket? _socket;
    private Stream? _secure;
    private byte[] _queue = [];
    private byte[] _flushing = [];
    private int _queued;
    private int _inFlight;
    private bool _isFlushing;
    private bool _closed;
    private bool _isLast;

    /// <summary>Creates a writer that queues until <see cref="Open"/>.</summary>
    /// <param name="owner">Limits of the queues.</param>
    /// <param name="failed">Called when the kernel refused bytes or the last ones are out; the connection is of no more use.</param>
    public StreamWriter(StreamConnections owner, Action failed)
    {
        _owner = owner;
        _failed = failed;
    }

    /// <summary>True while bytes wait.</summary>
    public bool IsBehind => Volatile.Read(ref _isFlushing);

    /// <summary>Bytes that wait.</summary>
    public int Queued => Volatile.Read(ref _queued) + Volatile.Read(ref _inFlight);

    /// <summary>Bytes that went out since the start; stands still when the peer takes nothing.</summary>
    public long Written { get; private set; }

    /// <summary>The connection is there: what waited is sent.</summary>
    /// <param name="socket">The connected socket.</param>
    /// <param name="secure">The stream that encrypts, or null.</param>
    public void Open(Socket socket, Stream? secure)
    {
        lock (_gate)
        {
            if (_closed)
                return;

            _socket = socket;
            _secure = secure;
            StartFlush();
        }
    }

    /// <summary>No more bytes are taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _owner.Budget.Return(_queued + _inFlight);
            _queued = _inFlight = 0;
        }
    }

    /// <summary>No more bytes are taken.</summary>
    /// <returns>What waited for a connection that never came up; empty when it had.</returns>
    public byte[] CloseUnsent()
    {
        lock (_gate)
        {
            var unsent = _socket is null ? _queue.AsSpan(0, _queued).ToArray() : [];
            Close();
            return unsent;
        }
    }

    /// <summary>Sends what waits, then calls the function that ends the connection; takes no more bytes.</summary>
    public void CloseWhenWritten()
    {
        lock (_gate)
        {
            _isLast = true;
            if (!_isFlushing && _queued == 0)
                _failed();
        }
    }

    /// <summary>Sends or queues a message in whole.</summary>
    /// <returns>False when too much waits or the connection is over.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_closed || _isLast)
                return false;

            var sent = 0;
            if (_socket is not null && _secure is null && !_isFlushing)
            {
                sent = _socket.Send(bytes, SocketFlags.None, out var error);
                if (error is not (SocketError.Success or SocketError.WouldBlock))
                {
                    _closed = true;
                    _failed();
                    return false;
                }

                sent = Math.Max(sent, 0);
                Written += sent;
            }

            return sent == bytes.Length || Enqueue(bytes[sent..], mustTake: sent > 0);
        }
    }

    // A message of which a part is gone has to follow in whole, or the stream is broken.
    private bool Enqueue(ReadOnlySpan<byte> bytes, bool mustTake)
    {
        var settings = _owner.Settings;
        var isTooMuch = _queued + _inFlight + bytes.Length > settings.TcpConnectionQueueBytes && !mustTake;
        if (isTooMuch || !_owner.Budget.TryTake(bytes.Length, settings.TcpQueueBytes, mustTake))
        {
            _owner.Counters.QueueFull.Increment();
            return false;
        }

        if (_queued + bytes.Length > _queue.Length)
            Array.Resize(ref _queue, Math.Max(_queue.Length * 2, _queued + bytes.Length));

        bytes.CopyTo(_queue.AsSpan(_queued));
        _queued += bytes.Length;
        StartFlush();
        return true;
    }

    private void StartFlush()
    {
        if (_socket is null || _isFlushing || _queued == 0)
            return;

        _isFlushing = true;
        _ = FlushAsync(_socket, _secure);
    }

    private async Task FlushAsync(Socket socket, Stream? secure)
    {
        try
        {
            await Task.Yield();
            while (TakeQueue(out var length))
            {
                if (secure is not null)
                    await secure.WriteAsync(_flushing.AsMemory(0, length)).ConfigureAwait(false);

                for (var sent = 0; sent < length && secure is null;)
                {
                    var count = await socket.SendAsync(_flushing.AsMemory(sent, length - sent)).ConfigureAwait(false);
                    sent += count;
                    Written += count;
                }

                Written += secure is null ? 0 : length;
            }

            if (_isLast)
                _failed();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            Close();
            _failed();
        }
    }

    private bool TakeQueue(out int length)
    {
        lock (_gate)
        {
            length = _queued;
            _queued = 0;
            _owner.Budget.Return(_inFlight);
            _inFlight = _closed ? 0 : length;
            (_queue, _flushing) = (_flushing, _queue);
            if (length == 0 || _closed)
                _isFlushing = false;

            return _isFlushing;
        }
    }
}
