using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport.Linux;

namespace Signalbox.Engine.Transport;

/// <summary>A thread that receives on one socket and runs each message to its end.</summary>
internal sealed class UdpWorker
{
    private readonly WorkerState _worker;
    private readonly UdpReceiver _receiver;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>Creates it; <see cref="Start"/> makes it receive.</summary>
    public UdpWorker(UdpListener listener, int child, WorkerState worker, IMessageInput input, TimeProvider time)
    {
        _worker = worker;
        var socket = listener.SocketOf(child);
        _receiver = KernelCalls.IsSupported
            ? new BatchReceiver(listener, socket, worker, input, time)
            : new PortableReceiver(listener, socket, worker, input, time);
        _thread = WorkerThread.Create(worker.Description, Run);
    }

    /// <summary>Starts receiving.</summary>
    public void Start() => _thread.Start();

    /// <summary>Makes it end after the message at hand; wake it through the listener.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Waits for the end; false when it is still busy.</summary>
    public bool Join(TimeSpan limit) => _thread.ThreadState.HasFlag(ThreadState.Unstarted) || _thread.Join(limit);

    private void Run()
    {
        try
        {
            _receiver.Begin();
            while (!_stopping)
            {
                if (_receiver.Next() || _stopping)
                    continue;

                // An ICMP error or a lack of kernel memory is no reason to end; the pause keeps a lasting one from spinning.
                _worker.Counters.ReceiveErrors++;
                Thread.Sleep(1);
            }
        }
        catch (ObjectDisposedException)
        {
            // The socket was closed under a worker that did not end in time.
        }
        finally
        {
            SendBatch.FlushOpen();
        }
    }
}
