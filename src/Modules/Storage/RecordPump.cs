using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Storage.Spill;

namespace Signalbox.Modules.Storage;

/// <summary>
/// The thread that empties the queue: batches go to the thread that writes or, while the database is away or slow, to the
/// disk. It never waits for the database. Rows keep their order: as long as something is on the disk, all rows go there.
/// </summary>
internal sealed class RecordPump : IDisposable
{
    // What is in memory when the process is killed is lost.
    private static readonly TimeSpan SpillDelay = TimeSpan.FromMilliseconds(50);
    private readonly RecordWriter _owner;
    private readonly RecordBatcher _batcher;
    private readonly SpillLog? _spill;
    private readonly RecordWriterOptions _options;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly string _name = Guid.NewGuid().ToString("N");
    private RecordBatch _next;
    private RecordBatch? _given;
    private RecordBatch? _spare;
    private Thread? _thread;
    private long _sequence;
    private long _spilled;
    private long _deadline = long.MaxValue;
    private bool _isSpilling;
    private volatile bool _isFlushing;

    /// <summary>Creates the thread's state.</summary>
    public RecordPump(RecordWriter owner, RecordBatcher batcher, SpillLog? spill, RecordWriterOptions options)
    {
        _owner = owner;
        _batcher = batcher;
        _spill = spill;
        _options = options;
        _next = new RecordBatch(options.BatchRows);
        _spare = new RecordBatch(options.BatchRows);
        batcher.Finished = Finish;
        batcher.Freed = Freed;
        batcher.OwnName = _name;
    }

    /// <summary>Rows written to the disk.</summary>
    public long Spilled => Interlocked.Read(ref _spilled);

    private bool IsOutOfTime => Environment.TickCount64 >= Volatile.Read(ref _deadline);

    /// <summary>Starts the thread once.</summary>
    public void Start()
    {
        if (_thread is not null)
            return;

        _isSpilling = _spill is { IsEmpty: false };
        _thread = new Thread(Run) { IsBackground = true, Name = "record queue" };
        _thread.Start();
    }

    /// <summary>Lets the thread look at the queue now: a full batch waits.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Lets the thread move everything now.</summary>
    public void Flush()
    {
        _isFlushing = true;
        _wake.Set();
    }

    /// <summary>Asks the thread to hand on everything and waits for it.</summary>
    public void Stop(TimeSpan limit)
    {
        Volatile.Write(ref _deadline, Environment.TickCount64 + (long)limit.TotalMilliseconds);
        _wake.Set();
        if (_thread is { IsAlive: true } thread)
            thread.Join();
    }

    /// <inheritdoc />
    public void Dispose() => _wake.Dispose();

    private void Run()
    {
        while (Volatile.Read(ref _deadline) == long.MaxValue)
        {
            var isWoken = _wake.WaitOne(_isSpilling ? SpillDelay : _options.BatchDelay);
            Move(isEverything: !isWoken || _isFlushing);
        }

        while (!IsOutOfTime && HasWork)
        {
            Move(isEverything: true);
            _wake.WaitOne(5);
        }

        GiveUp();
    }

    private bool HasWork => _owner.Waiting > 0 || _given is not null || _next.Count > 0 || (_spill is { IsEmpty: false } && !_batcher.IsAway);

    private void Move(bool isEverything)
    {
        _isFlushing = false;
        do
        {
            Reclaim();
            ChooseWay();
            if (_isSpilling)
                Spill();
        }
        while (!_isSpilling && TryGive(isEverything));
    }

    private void ChooseWay()
    {
        if (_isSpilling)
            _isSpilling = !_spill!.IsEmpty || !_batcher.IsIdle;
        else if (_spill is not null && IsTooSlow())
            _isSpilling = TrySpillGiven();
    }

    private bool IsTooSlow() =>
        _batcher.IsAway || _batcher.BusyFor > _options.SpillAfter.TotalMilliseconds || _owner.IsHalfFull;

    // The batch that the database has not answered goes first: it is the oldest. Its name keeps it from being stored twice.
    private bool TrySpillGiven()
    {
        if (_given is not { IsSpilled: false } batch || _batcher.IsIdle)
            return true;

        return TrySpill(batch);
    }

    private bool TrySpill(RecordBatch batch)
    {
        if (!_spill!.TryAppend(batch))
            return false;

        Interlocked.Add(ref _spilled, batch.Count);
        batch.IsSpilled = true;
        _spill.Settle(batch.Count);
        _batcher.Wake();
        return true;
    }

    private void Spill()
    {
        while (_next.Count > 0 || TryTake(1))
        {
            if (!TrySpill(_next))
                return;

            Finish(_next);
        }
    }

    private bool TryGive(bool isEverything)
    {
        if (!_batcher.IsIdle || _given is not null || (_next.Count == 0 && !TryTake(isEverything ? 1 : _options.BatchRows)))
            return false;

        _given = _next;
        _next = _spare!;
        _spare = null;
        _batcher.Give(_given);
        return true;
    }

    private bool TryTake(int least)
    {
        if (_owner.Waiting < least)
            return false;

        _next.Count = _owner.Take(_next.Buffer);
        _next.IsSpilled = false;
        _next.IsLost = false;
        if (_next.Count == 0)
            return false;

        _next.Id = new BatchId(_name, ++_sequence);
        return true;
    }

    private void Reclaim()
    {
        if (_given is null || !_batcher.IsIdle)
            return;

        _spare = _given;
        _given = null;
    }

    private void Finish(RecordBatch batch)
    {
        if (!batch.IsSpilled)
            _spill?.Settle(batch.Count);

        _owner.Finish(batch.Buffer.AsSpan(0, batch.Count), batch.IsLost);
        batch.Count = 0;
    }

    private void Freed()
    {
        if (_owner.Waiting >= _options.BatchRows || Volatile.Read(ref _deadline) != long.MaxValue)
            _wake.Set();
    }

    // Out of time: what the database did not take goes to the disk for the next process, else it is lost.
    private void GiveUp()
    {
        if (_spill is not null)
            TrySpillGiven();

        _batcher.Stop();
        Reclaim();
        if (_spill is not null)
            Spill();

        while (_next.Count > 0 || TryTake(1))
        {
            _next.IsLost = true;
            Finish(_next);
        }
    }
}
