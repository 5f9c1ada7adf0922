using System.Net.Sockets;

namespace Signalbox.Engine.Transport;

/// <summary>
/// The way out of one connection: straight into the kernel while it takes everything, else into a bounded queue that is
/// flushed in the background. A worker never waits for a peer.
/// </summary>
internal sealed class StreamWriter
{
    /// <summary>Bytes that may wait for a slow or connecting peer; what exceeds them is refused.</summary>
    public const int MaxQueuedBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Action<StreamWriter> _failed;
    private Socket? _socket;
    private byte[] _queue = [];
    private byte[] _flushing = [];
    private int _queued;
    private bool _isFlushing;
    private bool _closed;
    private bool _isLast;

    /// <summary>Creates a writer that queues until <see cref="Open"/>.</summary>
    /// <param name="failed">Called when the kernel refused bytes; the connection is of no more use.</param>
    public StreamWriter(Action<StreamWriter> failed) => _failed = failed;

    /// <summary>True while bytes wait.</summary>
    public bool IsBehind => Volatile.Read(ref _isFlushing);

    /// <summary>Bytes that went to the kernel since the start; stands still when the peer takes nothing.</summary>
    public long Written { get; private set; }

    /// <summary>The connection is there: what waited is sent.</summary>
    public void Open(Socket socket)
    {
        lock (_gate)
        {
            if (_closed)
                return;

            _socket = socket;
            StartFlush();
        }
    }

    /// <summary>Refuses everything from now on.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    /// <summary>Takes nothing more; the connection is given up when what waits was sent.</summary>
    public void CloseWhenWritten()
    {
        lock (_gate)
        {
            _isLast = true;
            if (!_isFlushing && _queued == 0)
                _failed(this);
        }
    }

    /// <summary>Sends or queues whole messages.</summary>
    /// <returns>False when the connection is closed or too far behind.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_closed || _isLast)
                return false;

            var sent = 0;
            if (_socket is not null && !_isFlushing)
            {
                sent = _socket.Send(bytes, SocketFlags.None, out var error);
                if (error is not (SocketError.Success or SocketError.WouldBlock))
                {
                    _closed = true;
                    _failed(this);
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
        if (_queued + bytes.Length > MaxQueuedBytes && !mustTake)
            return false;

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
        _ = FlushAsync(_socket);
    }

    private async Task FlushAsync(Socket socket)
    {
        try
        {
            await Task.Yield();
            while (TakeQueue(out var length))
            {
                for (var sent = 0; sent < length;)
                {
                    var count = await socket.SendAsync(_flushing.AsMemory(sent, length - sent));
                    sent += count;
                    Written += count;
                }
            }

            if (_isLast)
                _failed(this);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            Close();
            _failed(this);
        }
    }

    private bool TakeQueue(out int length)
    {
        lock (_gate)
        {
            length = _queued;
            _queued = 0;
            (_queue, _flushing) = (_flushing, _queue);
            if (length == 0 || _closed)
                _isFlushing = false;

            return _isFlushing;
        }
    }
}
