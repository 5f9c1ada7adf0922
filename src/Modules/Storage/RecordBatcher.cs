using Microsoft.Extensions.Logging;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage;

/// <summary>The writing thread of a <see cref="RecordWriter"/>.</summary>
internal sealed class RecordBatcher : IDisposable
{
    private readonly RecordWriter _owner;
    private readonly IRecordStore _store;
    private readonly RecordWriterOptions _options;
    private readonly ILogger _log;
    private readonly StoredRow[] _batch;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Lock _storeGate = new();
    private Thread? _thread;
    private long _written;
    private long _failed;
    private long _lost;
    private long _deadline = long.MaxValue;
    private bool _isAway;
    private string? _lastRefusal;

    /// <summary>Creates the thread's state.</summary>
    public RecordBatcher(RecordWriter owner, IRecordStore store, RecordWriterOptions options, ILogger log)
    {
        _owner = owner;
        _store = store;
        _options = options;
        _log = log;
        _batch = new StoredRow[options.BatchRows];
    }

    /// <summary>The database's name.</summary>
    public string StoreName => _store.Name;

    /// <summary>Rows stored.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Rows refused.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Rows given up at the stop.</summary>
    public long Lost => Interlocked.Read(ref _lost);

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

    /// <summary>Lets the thread look at the queue now.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Asks the thread to finish and waits for it.</summary>
    public void Stop(TimeSpan limit)
    {
        Volatile.Write(ref _deadline, Environment.TickCount64 + (long)limit.TotalMilliseconds);
        _stop.Set();
        _wake.Set();
        if (_thread is { IsAlive: true } thread)
            thread.Join();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_storeGate)
            _store.Dispose();

        _wake.Dispose();
        _stop.Dispose();
    }

    private bool IsStopping => Volatile.Read(ref _deadline) != long.MaxValue;

    private bool IsOutOfTime => Environment.TickCount64 >= Volatile.Read(ref _deadline);

    private void Run()
    {
        while (true)
        {
            _wake.WaitOne(_options.BatchDelay);
            var stopping = IsStopping;
            for (var count = _owner.Take(_batch); count > 0; count = _owner.Take(_batch))
                WriteBatch(count);

            if (stopping)
                return;
        }
    }

    private void WriteBatch(int count)
    {
        var delay = _options.RetryDelay;
        while (!TryWrite(count))
        {
            if (IsOutOfTime)
            {
                Interlocked.Add(ref _lost, count);
                _owner.Finish(_batch.AsSpan(0, count), lost: true);
                return;
            }

            // A stop cuts the pause short, so the last tries come quickly.
            _stop.WaitOne(IsStopping ? TimeSpan.Zero : delay);
            if (IsStopping)
                Thread.Sleep(20);

            delay = delay * 2 < _options.MaxRetryDelay ? delay * 2 : _options.MaxRetryDelay;
        }

        _owner.Finish(_batch.AsSpan(0, count), lost: false);
    }

    private bool TryWrite(int count)
    {
        try
        {
            BatchResult result;
            lock (_storeGate)
                result = _store.Write(_batch.AsSpan(0, count));

            Interlocked.Add(ref _written, result.Written);
            Interlocked.Add(ref _failed, result.Failed);
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

    private void ReportRefusal(in BatchResult result)
    {
        if (result.Error is null || result.Error == _lastRefusal)
            return;

        _lastRefusal = result.Error;
        _log.LogError("{Store} refuses rows: {Error}", StoreName, result.Error);
    }

    private void ReportAway(StoreException exception)
    {
        if (_isAway)
            return;

        _isAway = true;
        _log.LogError("cannot write to {Store}, rows wait in the queue: {Error}", StoreName, exception.Message);
    }

    private void ReportBack()
    {
        if (!_isAway)
            return;

        _isAway = false;
        _log.LogWarning("{Store} takes rows again", StoreName);
    }
}
