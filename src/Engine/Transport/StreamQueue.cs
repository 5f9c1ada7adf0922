using System.Collections.Concurrent;

namespace Signalbox.Engine.Transport;

/// <summary>Connections that have a message for a worker; each stands in it once at most, so it is bounded by their number.</summary>
internal sealed class StreamQueue
{
    private readonly ConcurrentQueue<StreamConnection> _ready = new();
    private readonly SemaphoreSlim _count = new(0);

    /// <summary>Adds a connection.</summary>
    public void Add(StreamConnection connection)
    {
        _ready.Enqueue(connection);
        _count.Release();
    }

    /// <summary>Waits for a connection.</summary>
    /// <returns>Null when woken for the end.</returns>
    public StreamConnection? Take()
    {
        _count.Wait();
        return _ready.TryDequeue(out var connection) ? connection : null;
    }

    /// <summary>Wakes a number of waiting workers with nothing.</summary>
    public void Wake(int workers) => _count.Release(workers);
}
