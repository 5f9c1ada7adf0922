using System.Collections.Concurrent;
using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Transport;

/// <summary>Writers for messages that have to be wrapped before they go out; kept for the next one.</summary>
internal sealed class WriterPool
{
    private const int MaxKept = 64;
    private const int MaxKeptBytes = 64 * 1024;
    private readonly ConcurrentQueue<ByteWriter> _free = new();

    /// <summary>An empty writer.</summary>
    public ByteWriter Get() => _free.TryDequeue(out var writer) ? writer : new ByteWriter();

    /// <summary>Takes a writer back.</summary>
    public void Return(ByteWriter writer)
    {
        if (_free.Count >= MaxKept || writer.Buffer.Length > MaxKeptBytes)
            return;

        writer.Clear();
        _free.Enqueue(writer);
    }
}
