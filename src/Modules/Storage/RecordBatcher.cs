using Microsoft.Extensions.Logging;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Storage.Spill;

namespace Signalbox.Modules.Storage;

/// <summary>The thread that writes: the batch that it is given, then what waits on the disk.</summary>
internal sealed class RecordBatcher : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaintenancePause = TimeSpan.FromMinutes(1);
    private readonly IRecordStore _store;
    private readonly SpillLog? _spill;
    private readonly RecordWriterOptions _options;
    private readonly ILogger _log;
    private readonly SpilledBatch _replay = new();
    private readonly AutoResetEvent _work = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Lock _storeGate = new();
    private Thread? _thread;
    private RecordBatch? _current;
    private long _busySince = long.MaxValue;
    private long _written;
    private long _failed;
    private long _replayed;
    private long _nextMaintenance;
    private BatchId _counted;
    private volatile bool _isAway;
    private volatile bool _isStopping;
    private string? _lastRefusal;

    /// <summary>Creates the thread's state.</summary>
    public RecordBatcher(IRecordStore store, SpillLog? spill, RecordWriterOptions options, ILogger log)
    {
        _store = store;
        _spill = spill;
        _options = options;
        _log = log;
    }

    /// <summary>Called with each batch that was given when it is done with.</summary>
    public Action<RecordBatch> Finished { private get; set; } = static _ => { };

    /// <summary>Called when another batch can be given.</summary>
    public Action Freed { private get; set; } = static () => { };

    /// <summary>The writer in the names of this process's batches.</summary>
    public string OwnName { private get; set; } = string.Empty;

    /// <summary>The database's name.</summary>
    public string StoreName => _store.Name;

    /// <summary>Rows stored.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Rows refused.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Rows stored from the disk.</summary>
    public long Replayed => Interlocked.Read(ref _replayed);

    /// <summary>True when a batch can be given.</summary>
    public bool IsIdle => Volatile.Read(ref _current) is null;

    /// <summary>True when the last try failed.</summary>
    public bool IsAway => _isAway;

    /// <summary>Milliseconds that the database has been on one batch; negative when it is on none.</summary>
    public long BusyFor => Environment.TickCount64 - Volatile.Read(ref _busySince);

    /// <summary>Starts the thread once.</summary>
    public void Start()
    {
        if (_thread is not null)
            return;

        _thread = new Thread(Run) { IsBackground = true, Name = "record writer" };
        _thread.Start();
    }

    /// <summary>Makes or checks a table.</summary>
    public void Prepare(TableLayout layout, string table)
    {
        lock (_storeGate)
            _store.Prepare(layout, table);
    }

    /// <summary>Hands over a batch, which is the thread's own until <see cref="IsIdle"/>.</summary>
    public void Give(RecordBatch batch)
    {
        Volatile.Write(ref _current, batch);
        _work.Set();
    }

    /// <summary>Lets the thread look for work now.</summary>
    public void Wake() => _work.Set();

    /// <summary>Ends the thread after the try that it is on.</summary>
    public void Stop()
    {
        _isStopping = true;
        _stop.Set();
        _work.Set();
        if (_thread is { IsAlive: true } thread)
            thread.Join();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_storeGate)
            _store.Dispose();

        _work.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            _work.WaitOne(Idle);
            WriteCurrent();
            Replay();
            Maintain();
        }

        WriteCurrent();
    }

    private void WriteCurrent()
    {
        if (Volatile.Read(ref _current) is not { } batch)
            return;

        Volatile.Write(ref _busySince, Environment.TickCount64);
        var delay = _options.RetryDelay;
        var isWritten = TryWrite(batch.Rows, batch.Id, isReplayed: false);

        // On the disk the batch is as safe, and its turn comes there.
        while (!isWritten && !batch.IsSpilled && !_isStopping)
        {
            Pause(ref delay);
            isWritten = TryWrite(batch.Rows, batch.Id, isReplayed: false);
        }

        batch.IsLost = !isWritten && !batch.IsSpilled;
        Volatile.Write(ref _busySince, long.MaxValue);
        Finished(batch);
        Volatile.Write(ref _current, null);
        Freed();
    }

    private void Replay()
    {
        if (_spill is null)
            return;

        var delay = _options.RetryDelay;
        while (!_isStopping && _spill.TryRead(_replay))
        {
            while (!TryWrite(_replay.Rows, _replay.Id, isReplayed: true))
            {
                if (_isStopping)
                    return;

                Pause(ref delay);
            }

            delay = _options.RetryDelay;
            _spill.Advance();
        }
    }

    private void Pause(ref TimeSpan delay)
    {
        _stop.WaitOne(delay);
        delay = delay * 2 < _options.MaxRetryDelay ? delay * 2 : _options.MaxRetryDelay;
    }

    private bool TryWrite(ReadOnlySpan<StoredRow> rows, in BatchId id, bool isReplayed)
    {
        try
        {
            BatchResult result;
            lock (_storeGate)
                result = _store.Write(rows, id);

            Count(rows.Length, id, result, isReplayed);
            ReportRefusal(result);
            ReportBack();
            return true;
        }
        catch (StoreException exception)
        {
            ReportAway(exception);
            return false;
        }
    }

    // A batch that was there was stored by a try whose answer was lost, by one that was counted, or by an earlier process.
    private void Count(int rows, in BatchId id, in BatchResult result, bool isReplayed)
    {
        var isForeign = isReplayed && id.Writer != OwnName;
        if (result.WasThere && (isForeign || id == _counted))
            return;

        _counted = id;
        var written = result.WasThere ? rows : result.Written;
        Interlocked.Add(ref _written, written);
        Interlocked.Add(ref _failed, result.Failed);
        if (isReplayed)
            Interlocked.Add(ref _replayed, written);
    }

    private void Maintain()
    {
        if (_isAway || Environment.TickCount64 < _nextMaintenance)
            return;

        _nextMaintenance = Environment.TickCount64 + (long)MaintenancePause.TotalMilliseconds;
        try
        {
            lock (_storeGate)
                _store.Maintain(DateTime.UtcNow);
        }
        catch (StoreException exception)
        {
            _log.LogError("upkeep of {Store} failed: {Error}", StoreName, exception.Message);
        }
    }

    private void ReportRefusal(in BatchResult result)
    {
        if (result.Error is null || result.Error == _lastRefusal)
            return;

        _lastRefusal = result.Error;
        _log.LogError("{Store} refuses rows: {Error}", StoreName, result.Error);
    }

    private void ReportAway(StoreException exception)
    {
        if (!_isAway)
            _log.LogError("cannot write to {Store}, rows wait: {Error}", StoreName, exception.Message);

        _isAway = true;
    }

    private void ReportBack()
    {
        if (_isAway)
            _log.LogWarning("{Store} takes rows again", StoreName);

        _isAway = false;
    }
}
