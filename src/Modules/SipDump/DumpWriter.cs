using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;

namespace Signalbox.Modules.SipDump;

/// <summary>The thread that writes the dump files. State: it outlives snapshots; a reload only gives it other options.</summary>
internal sealed class DumpWriter
{
    // The peer looks at the age of its files after so many records of one batch.
    private const int BatchRecords = 2_000;
    private const int BatchBytes = 512 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromSeconds(600);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ByteWriter _text = new(64 * 1024);
    private readonly List<DumpRecord> _batch = [];
    private readonly ByteWriter _pcap = new(64 * 1024);
    private readonly WorkerRegistry _workers;
    private readonly TimeProvider _time;
    private volatile DumpOptions? _options;
    private ILogger? _log;
    private Thread? _thread;
    private DumpFiles? _files;
    private DateTimeOffset _cleanedAt;
    private bool _isFailing;
    private volatile bool _stopping;
    private int _users;

    /// <summary>Creates the writer; it runs while somebody uses it.</summary>
    public DumpWriter(WorkerRegistry workers, TimeProvider time)
    {
        _workers = workers;
        _time = time;
    }

    /// <summary>Where workers put their records.</summary>
    public DumpQueue Queue { get; } = new();

    /// <summary>Begins to write with these options; the thread starts with the first user.</summary>
    public void Use(DumpOptions options, ILogger log)
    {
        lock (_gate)
        {
            _options = options;
            _log = log;
            if (_users++ > 0)
                return;

            _stopping = false;
            _cleanedAt = _time.GetUtcNow();
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

            CleanOldFiles();
        }

        while (WriteBatch())
        {
        }

        _files?.Dispose();
        _files = null;
    }

    private bool WriteBatch()
    {
        TakeBatch();
        if (_batch.Count == 0)
            return false;

        _text.Clear();
        _pcap.Clear();
        var options = _options!;
        foreach (var record in _batch)
        {
            if (options.HasText)
                DumpText.Write(_text, record);

            if (options.HasPcap)
                DumpPcap.TryWrite(_pcap, record, options.HasTransportLine);

            Queue.Return(record);
        }

        _batch.Clear();
        WriteToFiles(options);
        return true;
    }

    // A worker hands in what it sent just after sending: another worker may have handed in the answer by then.
    private void TakeBatch()
    {
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

    private void WriteToFiles(DumpOptions options)
    {
        try
        {
            var now = _time.GetUtcNow();
            if (_files is null || _files.Options != options || now - _files.OpenedAt >= options.Rotate)
            {
                _files?.Dispose();
                _files = null;
                _files = new DumpFiles(options, now, DumpText.Meta($"{ServerInfo.Name} {ServerInfo.Version}", ServerInfo.Started.LocalDateTime, _workers.Workers));
            }

            _files.Write(_text, _pcap);
            _isFailing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ReportFailure(exception, options);
        }
    }

    private void ReportFailure(Exception exception, DumpOptions options)
    {
        if (!_isFailing)
            _log?.LogError("cannot write SIP dump files in {Folder}: {Error}", options.Folder, exception.Message);

        _isFailing = true;
        _files?.Dispose();
        _files = null;
    }

    private void CleanOldFiles()
    {
        var options = _options!;
        var now = _time.GetUtcNow();
        if (options.MaxAge == TimeSpan.Zero || now - _cleanedAt < CleanEvery)
            return;

        _cleanedAt = now;
        try
        {
            DumpCleaner.Clean(options.Folder, options.Prefix, (now - options.MaxAge).UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ReportFailure(exception, options);
        }
    }
}
