using System.Diagnostics.CodeAnalysis;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipDump;

/// <summary>The bounded queue between workers and the writing thread; a full one drops and counts.</summary>
internal sealed class DumpQueue
{
    private readonly int _maxRecords;
    private readonly long _maxBytes;
    private readonly BoundedRing<DumpRecord> _waiting;
    private readonly BoundedRing<DumpRecord> _spare;
    private readonly DumpCounters _counters;
    private int _depth;
    private long _bytes;

    /// <summary>Creates a queue.</summary>
    public DumpQueue(DumpCounters counters, int maxRecords = 16_384, long maxBytes = 64 * 1024 * 1024)
    {
        _counters = counters;
        _maxRecords = maxRecords;
        _maxBytes = maxBytes;
        _waiting = new BoundedRing<DumpRecord>(maxRecords);
        _spare = new BoundedRing<DumpRecord>(maxRecords);
    }

    /// <summary>Records waiting.</summary>
    public int Depth => Volatile.Read(ref _depth);

    /// <summary>An empty record to fill and enqueue; null when the queue is full. Never waits.</summary>
    public DumpRecord? Rent()
    {
        if (Interlocked.Increment(ref _depth) > _maxRecords || Interlocked.Read(ref _bytes) > _maxBytes)
        {
            Interlocked.Decrement(ref _depth);
            _counters.Lost.Increment();
            return null;
        }

        return _spare.TryDequeue(out var record) ? record : new DumpRecord();
    }

    /// <summary>Queues a filled record.</summary>
    public void Enqueue(DumpRecord record)
    {
        Interlocked.Add(ref _bytes, record.Length);
        _waiting.TryEnqueue(record);
    }

    /// <summary>Takes the oldest record.</summary>
    public bool TryTake([NotNullWhen(true)] out DumpRecord? record) => _waiting.TryDequeue(out record);

    /// <summary>Takes back records that are done with; the counts that workers look at change once for all of them.</summary>
    public void Return(List<DumpRecord> records)
    {
        long bytes = 0;
        foreach (var record in records)
        {
            bytes += record.Length;
            record.Trim();
            _spare.TryEnqueue(record);
        }

        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Add(ref _depth, -records.Count);
    }
}
