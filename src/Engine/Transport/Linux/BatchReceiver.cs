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
    private const int BatchSize = 16;
    private readonly SafeSocketHandle _socket;
    private readonly ReceiveBatch _batch;
    private readonly SendBatch? _replies;
    private readonly TimeProvider _time;

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
        worker.Replies = _replies;
    }

    /// <inheritdoc />
    public override bool Next()
    {
        var count = _batch.Receive(_socket);
        if (count < 0)
            return Marshal.GetLastPInvokeError() == KernelCalls.Interrupted;

        // One moment for all, a tick apart to keep their order: the kernel had them all before the first one is run.
        var ticks = _time.GetUtcNow().UtcTicks;
        if (_replies is null || count == 1)
        {
            Run(count, ticks);
            return true;
        }

        _replies.Open();
        try
        {
            Run(count, ticks);
        }
        finally
        {
            _replies.Close();
        }

        return true;
    }

    private void Run(int count, long ticks)
    {
        var isAny = Listener.Local.IsAny;
        for (var i = 0; i < count; i++)
            Process(_batch.Buffer(i), _batch.Length(i), _batch.Remote(i), isAny ? _batch.Destination(i, Listener.Local.Port) : default, ticks + i);
    }
}
