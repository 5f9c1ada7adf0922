using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>A thread that runs messages of streams. A script that blocks here holds up its own connection only.</summary>
internal sealed class StreamWorker
{
    private readonly StreamQueue _queue;
    private readonly WorkerState _worker;
    private readonly IMessageInput _input;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>Creates it; <see cref="Start"/> makes it work.</summary>
    public StreamWorker(StreamQueue queue, WorkerState worker, IMessageInput input)
    {
        _queue = queue;
        _worker = worker;
        _input = input;
        _thread = WorkerThread.Create(worker.Description, Run);
    }

    /// <summary>Starts.</summary>
    public void Start() => _thread.Start();

    /// <summary>Makes it end after the message at hand; wake it through the queue.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Waits for the end; false when it is still busy.</summary>
    public bool Join(TimeSpan limit) => _thread.ThreadState.HasFlag(ThreadState.Unstarted) || _thread.Join(limit);

    private void Run()
    {
        while (!_stopping)
            _queue.Take()?.RunOne(_worker, _input);
    }
}
