using Microsoft.Extensions.Logging;
using Signalbox.Engine.Hosting;

namespace Signalbox.Modules.SipDump;

/// <summary>The thread that writes the dump files. State: it outlives snapshots; a reload only gives it other options.</summary>
internal sealed class DumpWriter
{
    // The peer looks at the age of its files after so many records of one batch.
    private const int BatchRecords = 2_000;
    private const int BatchBytes = 512 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly List<DumpRecord> _batch = [];
    private readonly DumpTarget _target;
    private Thread? _thread;
    private volatile bool _stopping;
    private int _users;

    /// <summary>Creates the writer; it runs while somebody uses it.</summary>
    public DumpWriter(WorkerRegistry workers, TimeProvider time)
    {
        Queue = new DumpQueue(Counters);
        _target = new DumpTarget(workers, time, Counters);
    }

    /// <summary>What became of the records.</summary>
    public DumpCounters Counters { get; } = new();

    /// <summary>Where workers put their records.</summary>
    public DumpQueue Queue { get; }

    /// <summary>Path of the open files without the extension; empty when none is open.</summary>
    public string OpenStem => _target.OpenStem;

    /// <summary>Why nothing can be written now; empty when it can.</summary>
    public string Failure => _target.Failure;

    /// <summary>Begins to write with these options; the thread starts with the first user.</summary>
    public void Use(DumpOptions options, ILogger log)
    {
        lock (_gate)
        {
            _target.Use(options, log);
            if (_users++ > 0)
                return;

            _stopping = false;
            _thread = new Thread(Run) { IsBackground = true, Name = "sipdump writer" };
            _thread.Start();
        }
    }

    /// <summary>The last user makes it write what is queued and end.</summary>
    public void Release()
    {
        Thread? thread;
        lock (_gate)
        {
            if (--_users > 0)
                return;

            thread = _thread;
            _thread = null;
            _stopping = true;
            _wake.Set();
        }

        thread?.Join();
    }

    private void Run()
    {
        while (!_stopping)
        {
            _wake.WaitOne(Pause);
            while (WriteBatch())
            {
            }

            _target.Clean();
        }

        while (WriteBatch())
        {
        }

        GiveUp();
        _target.Close();
    }

    /// <summary>Writes what is waiting; false when nothing is, or nothing can be written now.</summary>
    private bool WriteBatch()
    {
        TakeBatch();
        if (_batch.Count == 0 || !_target.TryWrite(_batch))
            return false;

        Return();
        return true;
    }

    // What cannot be written stays in the batch: after a short fault nothing is lost but what the queue had no room for.
    // A worker hands in what it sent just after sending: another worker may have handed in the answer by then.
    private void TakeBatch()
    {
        if (_batch.Count > 0)
            return;

        var bytes = 0;
        while (_batch.Count < BatchRecords && bytes < BatchBytes && Queue.TryTake(out var record))
        {
            var at = _batch.Count;
            while (at > 0 && _batch[at - 1].UtcTicks > record.UtcTicks)
                at--;

            _batch.Insert(at, record);
            bytes += record.Length;
        }
    }

    private void GiveUp()
    {
        var lost = 0;
        while (_batch.Count > 0)
        {
            lost += _batch.Count;
            Return();
            TakeBatch();
        }

        _target.ReportLost(lost);
    }

    private void Return()
    {
        Queue.Return(_batch);
        _batch.Clear();
    }
}
