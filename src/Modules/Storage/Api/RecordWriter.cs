using Microsoft.Extensions.Logging;
using Signalbox.Modules.Storage.Spill;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The way into one database: a bounded queue that workers fill without waiting, a thread that empties it and one that
/// writes batches. While the database is away or slow, rows go to the disk and are replayed in order; without a folder for
/// them they wait in the queue. What fits neither is dropped and counted.
/// </summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly RecordWriterOptions _options;
    private readonly BoundedRing<StoredRow> _queue;
    private readonly BoundedRing<StoredRow> _spare;
    private readonly SpillLog? _spill;
    private readonly RecordBatcher _batcher;
    private readonly RecordPump _pump;
    private readonly ILogger _log;
    private long _enqueued;
    private long _dropped;
    private long _finished;
    private long _bytes;
    private int _depth;

    /// <summary>Creates the queue; nothing runs before <see cref="Start"/>.</summary>
    public RecordWriter(IRecordStore store, RecordWriterOptions options, ILogger log)
    {
        _options = options;
        _queue = new BoundedRing<StoredRow>(options.MaxRows);
        _spare = new BoundedRing<StoredRow>(options.MaxRows);
        _log = log;
        _spill = options.SpillFolder is null ? null : new SpillLog(options.SpillFolder, options.SpillBytes, log);
        Patterns = store.Patterns;
        _batcher = new RecordBatcher(store, _spill, options, log);
        _pump = new RecordPump(this, _batcher, _spill, options);
    }

    /// <summary>The database for messages to the operator.</summary>
    public string Name => _batcher.StoreName;

    /// <summary>Patterns of tables with a date in their names; whoever writes to such ones adds theirs before the first row.</summary>
    public DatedPatterns Patterns { get; }

    /// <summary>The figures at this moment.</summary>
    public RecordCounters Counters => new(
        Interlocked.Read(ref _enqueued),
        _batcher.Written,
        _batcher.Failed,
        Interlocked.Read(ref _dropped) + (_spill?.Dropped ?? 0),
        Volatile.Read(ref _depth),
        _pump.Spilled,
        _batcher.Replayed,
        _spill?.Backlog ?? 0);

    /// <summary>
    /// Makes or checks a table; waits for the batch that is being written. A database that is away is no error when rows can
    /// wait on the disk: the server starts, and the table is looked at when rows go there.
    /// </summary>
    /// <exception cref="StoreException">The database or the table cannot be used.</exception>
    public void Prepare(TableLayout layout, string table)
    {
        try
        {
            _batcher.Prepare(layout, table);
        }
        catch (StoreException exception) when (exception.IsAway && _spill is not null)
        {
            _log.LogError("{Error}; rows wait in {Folder} until it is back", exception.Message, _options.SpillFolder);
        }

        // Not before: a database in a folder that is not there must not have it made by us.
        _spill?.BeginLedger();
    }

    /// <summary>Starts the threads.</summary>
    public void Start()
    {
        _spill?.Recover();
        _pump.Start();
        _batcher.Start();
    }

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
        _spill?.Accept();

        // Rent keeps the depth below the ring's capacity, so there is always room.
        _queue.TryEnqueue(row);

        // Waking the thread costs a system call: once per full batch is enough, its own clock does the rest.
        if (Volatile.Read(ref _depth) % _options.BatchRows == 0)
            _pump.Wake();
    }

    /// <summary>Gives back a rented row unused.</summary>
    public void Abandon(StoredRow row)
    {
        Recycle(row);
        Interlocked.Decrement(ref _depth);
    }

    /// <summary>Waits until all rows queued so far are written, refused or lost; false when that takes longer.</summary>
    public bool Flush(TimeSpan limit)
    {
        var goal = Interlocked.Read(ref _enqueued);
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (Interlocked.Read(ref _finished) < goal || _spill is { IsEmpty: false })
        {
            if (Environment.TickCount64 >= end)
                return false;

            _pump.Flush();
            Thread.Sleep(2);
        }

        return true;
    }

    /// <summary>Writes what is queued, at most for this long, and ends the threads; what is left goes to the disk or is counted as dropped.</summary>
    public void Stop(TimeSpan limit) => _pump.Stop(limit);

    /// <inheritdoc />
    public void Dispose()
    {
        Stop(TimeSpan.Zero);
        _pump.Dispose();
        _batcher.Dispose();
        _spill?.Dispose();
    }

    /// <summary>Rows in the queue.</summary>
    internal int Waiting => _queue.Count;

    /// <summary>True when the queue holds half of what it may.</summary>
    internal bool IsHalfFull => _queue.Count > _options.MaxRows / 2 || Interlocked.Read(ref _bytes) > _options.MaxBytes / 2;

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

        if (lost)
            Interlocked.Add(ref _dropped, rows.Length);

        Interlocked.Add(ref _depth, -rows.Length);
        Interlocked.Add(ref _finished, rows.Length);
    }

    private void Recycle(StoredRow row)
    {
        row.Trim();
        _spare.TryEnqueue(row);
    }
}
