using Microsoft.Extensions.Logging;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;

namespace Signalbox.Modules.SipDump;

/// <summary>
/// The files that are written now: opens them with the first record, replaces them when they are old enough or gone, keeps
/// the folder's limits, and tells once when something fails and once when it works again. Used by one thread.
/// </summary>
internal sealed class DumpTarget(WorkerRegistry workers, TimeProvider time, DumpCounters counters)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AgeEvery = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan RoomEvery = TimeSpan.FromSeconds(1);
    private static readonly string Product = $"{ServerInfo.Name} {ServerInfo.Version}";

    private volatile DumpOptions? _options;
    private ILogger? _log;
    private DumpFiles? _files;
    private DateTimeOffset _aged;
    private DateTimeOffset _roomMade;
    private DateTimeOffset _retryAt;
    private volatile string _failure = string.Empty;
    private volatile string _openStem = string.Empty;
    private long _lostBefore;

    /// <summary>Why nothing can be written now; empty when it can.</summary>
    public string Failure => _failure;

    /// <summary>Path of the open files without the extension; empty when none is open.</summary>
    public string OpenStem => _openStem;

    /// <summary>Takes other options; may be called by another thread.</summary>
    public void Use(DumpOptions options, ILogger log)
    {
        _log = log;
        if (_options is null)
            _aged = time.GetUtcNow();

        _options = options;
    }

    /// <summary>Writes records. False when they could not be written; none of them is in any file then.</summary>
    public bool TryWrite(List<DumpRecord> records)
    {
        var now = time.GetUtcNow();
        if (_failure.Length > 0 && now < _retryAt)
            return false;

        try
        {
            Open(_options!, now);
            var leftOut = 0;
            foreach (var record in records)
                leftOut += _files!.Add(record) ? 0 : 1;

            _files!.Flush();
            counters.Written.Add(records.Count);
            counters.LeftOut.Add(leftOut);
            Recover();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception.Message, now);
            return false;
        }
    }

    /// <summary>Deletes what is too old or too much, when it is time to look.</summary>
    public void Clean()
    {
        var options = _options!;
        var now = time.GetUtcNow();
        if (options.MaxAge == TimeSpan.Zero || now - _aged < AgeEvery)
            return;

        _aged = now;
        try
        {
            counters.Deleted.Add(DumpFolder.DeleteOlder(options.Folder, options.Prefix, (now - options.MaxAge).UtcDateTime));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _log?.LogWarning("cannot look for old SIP dump files in {Folder}: {Error}", options.Folder, exception.Message);
        }
    }

    /// <summary>Records that will never be written, because the server ends.</summary>
    public void ReportLost(int count)
    {
        if (count == 0)
            return;

        counters.Lost.Add(count);
        _log?.LogError("{Count} SIP messages are in no dump file: {Error}", count, _failure);
    }

    /// <summary>Closes the files.</summary>
    public void Close()
    {
        _files?.Dispose();
        _files = null;
        _openStem = string.Empty;
    }

    private void Open(DumpOptions options, DateTimeOffset now)
    {
        if (_files is not null && (_files.Options != options || now - _files.OpenedAt >= options.Rotate || _files.IsGone()))
            Close();

        MakeRoom(options, now);
        if (_files is not null)
            return;

        _files = new DumpFiles(options, now, Product, DumpText.Meta(Product, ServerInfo.Started.LocalDateTime, workers.Workers));
        _openStem = _files.Stem;
    }

    private void MakeRoom(DumpOptions options, DateTimeOffset now)
    {
        if ((options.MaxTotalBytes == 0 && options.MinFreeBytes == 0) || now - _roomMade < RoomEvery)
            return;

        if (DumpFolder.MakeRoom(options, _files?.Stem, counters.Deleted) is { } problem)
            throw new IOException(problem);

        _roomMade = now;
    }

    private void Recover()
    {
        if (_failure.Length == 0)
            return;

        _failure = string.Empty;
        _log?.LogWarning("SIP dump files are written again in {Folder}; {Count} messages were lost meanwhile", _options!.Folder, counters.Lost.Value - _lostBefore);
    }

    private void Fail(string reason, DateTimeOffset now)
    {
        if (_failure.Length == 0)
        {
            counters.Failures.Increment();
            _lostBefore = counters.Lost.Value;
            _log?.LogError("cannot write SIP dump files in {Folder}: {Error}; trying again every second, messages wait as far as there is room", _options!.Folder, reason);
        }

        _failure = reason;
        _retryAt = now + RetryAfter;
        _files?.Abandon();
        _files = null;
        _openStem = string.Empty;
    }
}
