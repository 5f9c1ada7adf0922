using System.Net.Sockets;
using System.Runtime.InteropServices;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport.Linux;

/// <summary>
/// Receives with recvmmsg(2). A socket of the worker's own is emptied in batches; one that workers share is read a datagram at a time,
/// so that nobody holds what a free worker could run.
/// </summary>
internal sealed class BatchReceiver : UdpReceiver
{
    private const int BatchSize = 32;

    // A worker that is never out of work sends its copies after so many batches.
    private const int MostBatchesHeld = 8;
    private readonly SafeSocketHandle _socket;
    private readonly ReceiveBatch _batch;
    private readonly SendBatch? _replies;
    private readonly SendBatch? _copies;
    private readonly TimeProvider _time;
    private int _held;

    /// <summary>Reserves the buffers and gives the worker its batch of replies.</summary>
    public BatchReceiver(UdpListener listener, Socket socket, WorkerState worker, IMessageInput input, TimeProvider time)
        : base(listener, worker, input)
    {
        _socket = socket.SafeHandle;
        _time = time;
        _batch = new ReceiveBatch(listener.IsShared ? 1 : BatchSize, listener.Local.IsV6);
        if (listener.IsShared)
            return;

        _replies = new SendBatch(_socket);
        _copies = new SendBatch(_socket);
        worker.Replies = _replies;
        worker.Copies = _copies;
    }

    /// <inheritdoc />
    public override void Begin() => _copies?.TakeCopies();

    /// <inheritdoc />
    public override bool Next()
    {
        var count = Receive();
        if (count < 0)
            return Marshal.GetLastPInvokeError() == KernelCalls.Interrupted;

        if (_replies is null || count == 1)
        {
            Run(count);
            return true;
        }

        _replies.Open();
        try
        {
            Run(count);
        }
        finally
        {
            _replies.Close();
        }

        return true;
    }

    // Copies for collectors wait while there is work: one call and one wakeup of the collector for many of them.
    private int Receive()
    {
        if (_copies is null or { IsEmpty: true })
            return _batch.Receive(_socket);

        var count = ++_held < MostBatchesHeld ? _batch.ReceiveAtOnce(_socket) : -1;
        if (count > 0)
            return count;

        _held = 0;
        _copies.Flush();
        return _batch.Receive(_socket);
    }

    private void Run(int count)
    {
        var isAny = Listener.Local.IsAny;
        for (var i = 0; i < count; i++)
        {
            // The time at which it is taken up: what an earlier one of the batch caused stands before it in a trace.
            var local = isAny ? _batch.Destination(i, Listener.Local.Port) : default;
            Process(_batch.Buffer(i), _batch.Length(i), _batch.Remote(i), local, _time.GetUtcNow().UtcTicks);
        }
    }
}
