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
