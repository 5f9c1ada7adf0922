using Microsoft.Extensions.Logging;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The way into one database: a bounded queue that workers fill without waiting, and one thread that writes batches.
/// When the queue is full, rows are dropped and counted; when the database is away, the thread tries again with growing
/// pauses and the queue fills up.
/// </summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly RecordWriterOptions _options;
    private readonly BoundedRing<StoredRow> _queue;
    private readonly BoundedRing<StoredRow> _spare;
    private readonly RecordBatcher _batcher;
    private long _enqueued;
    private long _dropped;
    private long _bytes;
    private int _depth;

    /// <summary>Creates the queue; nothing runs before <see cref="Start"/>.</summary>
    public RecordWriter(IRecordStore store, RecordWriterOptions options, ILogger log)
    {
        _options = options;
        _queue = new BoundedRing<StoredRow>(options.MaxRows);
        _spare = new BoundedRing<StoredRow>(options.MaxRows);
        _batcher = new RecordBatcher(this, store, options, log);
    }

    /// <summary>The database for messages to the operator.</summary>
    public string Name => _batcher.StoreName;

    /// <summary>The figures at this moment.</summary>
    public RecordCounters Counters => new(
        Interlocked.Read(ref _enqueued), _batcher.Written, _batcher.Failed, Interlocked.Read(ref _dropped), Volatile.Read(ref _depth));

    /// <summary>Makes or checks a table; waits for the batch that is being written.</summary>
    /// <exception cref="StoreException">The database or the table cannot be used.</exception>
    public void Prepare(TableLayout layout, string table) => _batcher.Prepare(layout, table);

    /// <summary>Starts the writing thread.</summary>
    public void Start() => _batcher.Start();

    /// <summary>
    /// An empty row to fill and to hand to <see cref="Enqueue"/> or <see cref="Abandon"/>; null when the queue is full,
    /// which counts as a dropped row. Never waits.
    /// </summary>
    public StoredRow? Rent(TableLayout layout, string table)
    {
        if (Interlocked.Increment(ref _depth) > _options.MaxRows || Interlocked.Read(ref _bytes) > _options.MaxBytes)
        {
            Interlocked.Decrement(ref _depth);
            Interlocked.Increment(ref _dropped);
            return null;
        }

        if (!_spare.TryDequeue(out var row))
            row = new StoredRow();

        row.Start(layout, table);
        return row;
    }

    /// <summary>Queues a filled row; it belongs to the writer from now on.</summary>
    public void Enqueue(StoredRow row)
    {
        Interlocked.Add(ref _bytes, row.Bytes);
        Interlocked.Increment(ref _enqueued);

        // Rent keeps the depth below the ring's capacity, so there is always room.
        _queue.TryEnqueue(row);

        // Waking the thread costs a system call: once per full batch is enough, its own clock does the rest.
        if (Volatile.Read(ref _depth) % _options.BatchRows == 0)
            _batcher.Wake();
    }

    /// <summary>Gives back a rented row unused.</summary>
    public void Abandon(StoredRow row)
    {
        Recycle(row);
        Interlocked.Decrement(ref _depth);
    }

    /// <summary>Waits until all rows queued so far are written or refused; false when that takes longer.</summary>
    public bool Flush(TimeSpan limit)
    {
        var goal = Interlocked.Read(ref _enqueued);
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (_batcher.Written + _batcher.Failed + _batcher.Lost < goal)
        {
            if (Environment.TickCount64 >= end)
                return false;

            _batcher.Wake();
            Thread.Sleep(2);
        }

        return true;
    }

    /// <summary>Writes what is queued, at most for this long, and ends the thread; what is left is counted as dropped.</summary>
    public void Stop(TimeSpan limit) => _batcher.Stop(limit);

    /// <inheritdoc />
    public void Dispose()
    {
        Stop(TimeSpan.Zero);
        _batcher.Dispose();
    }

    /// <summary>Fills a batch from the queue; the rows stay counted in the depth until <see cref="Finish"/>.</summary>
    internal int Take(StoredRow[] batch)
    {
        var count = 0;
        while (count < batch.Length && _queue.TryDequeue(out var row))
            batch[count++] = row;

        return count;
    }

    /// <summary>Takes back the rows of a batch that is done with.</summary>
    internal void Finish(Span<StoredRow> rows, bool lost)
    {
        foreach (var row in rows)
        {
            Interlocked.Add(ref _bytes, -row.Bytes);
            Recycle(row);
        }

        Interlocked.Add(ref _depth, -rows.Length);
        if (lost)
            Interlocked.Add(ref _dropped, rows.Length);
    }

    private void Recycle(StoredRow row)
    {
        row.Trim();
        _spare.TryEnqueue(row);
    }
}
