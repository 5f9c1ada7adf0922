using Microsoft.Extensions.Logging;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>
/// Batches on the disk, oldest first, in segments that go when they are read. One thread appends, one takes. When the
/// budget or the disk is full, the oldest segment is dropped and its rows are counted.
/// </summary>
internal sealed class SpillLog : IDisposable
{
    private const int LeastSegmentBytes = 64 * 1024;
    private const int MostSegmentBytes = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _budget;
    private readonly long _segmentBytes;
    private readonly ILogger _log;
    private readonly LayoutCodec _layouts = new();
    private readonly SpillBuffer _buffer = new();
    private readonly List<SpillSegment> _segments = [];
    private SpillFolder? _folder;
    private SpillLedger? _ledger;
    private SpillSegment? _active;
    private SpillSegment? _source;
    private int _sourceRows;
    private long _dropped;
    private bool _isRefused;

    /// <summary>Works in a folder that is made at first use.</summary>
    public SpillLog(string path, long budget, ILogger log)
    {
        _path = path;
        _budget = budget;
        _segmentBytes = Math.Clamp(budget / 8, LeastSegmentBytes, MostSegmentBytes);
        _log = log;
    }

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty => Backlog == 0;

    /// <summary>Rows that wait.</summary>
    public long Backlog
    {
        get
        {
            lock (_gate)
                return _segments.Sum(static segment => (long)segment.Rows);
        }
    }

    /// <summary>Rows dropped for want of room, or found damaged.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes over what an earlier process left, and begins to count what is in memory.</summary>
    public void Recover()
    {
        lock (_gate)
        {
            try
            {
                _folder = SpillFolder.Open(_path);
                foreach (var path in _folder.Existing)
                    TakeOver(path);

                _ledger = SpillLedger.Open(_folder.Location);
                ReportKilled(_ledger.LostBefore);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                _log.LogError("cannot use {Folder} for rows that wait: {Error}", _path, exception.Message);
            }
        }
    }

    /// <summary>Counts a row that is in memory from now on. Never waits.</summary>
    public void Accept() => _ledger?.Accept();

    /// <summary>Counts rows that are in memory alone no more.</summary>
    public void Settle(int rows) => _ledger?.Settle(rows);

    /// <summary>Puts a batch at the end; false when there is no room and nothing older to drop.</summary>
    public bool TryAppend(RecordBatch batch)
    {
        lock (_gate)
        {
            while (true)
            {
                try
                {
                    Append(batch);
                    _isRefused = false;
                    return true;
                }
                catch (Exception exception) when (IsRefusal(exception))
                {
                    Report(exception);
                    if (!DropOldest())
                        return false;
                }
            }
        }
    }

    /// <summary>Reads the oldest batch; it stays until <see cref="Advance"/>. False when nothing waits.</summary>
    public bool TryRead(SpilledBatch batch)
    {
        lock (_gate)
        {
            while (_segments.Count > 0)
            {
                var segment = _segments[0];
                if (TryPeek(segment, batch))
                {
                    _source = segment;
                    _sourceRows = batch.Count;
                    return true;
                }

                ReportDamage(segment, segment.Rows);
                Remove(segment);
            }

            return false;
        }
    }

    /// <summary>Takes the batch that was read off the disk: the database has it.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            if (_source is null)
            {
                // It was dropped for want of room meanwhile, and yet it arrived.
                Interlocked.Add(ref _dropped, -_sourceRows);
                return;
            }

            _source.Take();
            if (_source.Rows == 0)
                Remove(_source);

            _source = null;
        }
    }

    /// <summary>Closes the files; what waits stays for the next process.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var segment in _segments)
                segment.Dispose();

            _segments.Clear();
            _ledger?.Dispose();
            _folder?.Dispose();
            _folder = null;
        }
    }

    private void ReportKilled(long rows)
    {
        if (rows == 0)
            return;

        Interlocked.Add(ref _dropped, rows);
        _log.LogError("the process before was killed with {Rows} rows in memory: they are lost, but for those of a batch that the database may have taken last", rows);
    }

    private bool TryPeek(SpillSegment segment, SpilledBatch batch)
    {
        try
        {
            var isFound = segment.TryPeek(batch, out var damaged);
            ReportDamage(segment, damaged);
            return isFound;
        }
        catch (IOException exception)
        {
            _log.LogError("cannot read {File}: {Error}", segment.Path, exception.Message);
            return false;
        }
    }

    private void ReportDamage(SpillSegment segment, int rows)
    {
        if (rows == 0)
            return;

        Interlocked.Add(ref _dropped, rows);
        _log.LogError("{File} is damaged, {Rows} rows are lost", segment.Path, rows);
    }

    private void Append(RecordBatch batch)
    {
        _folder ??= SpillFolder.Open(_path);
        if (_active is null || _active.Length >= _segmentBytes || _active.Writer != batch.Id.Writer)
        {
            _active = SpillSegment.Create(_folder.NextPath(), batch.Id.Writer, _layouts);
            _segments.Add(_active);
        }

        _active.Append(batch, _buffer);
        while (_segments.Sum(static segment => segment.Length) > _budget && DropOldest())
        {
            // One more segment less.
        }
    }

    private void TakeOver(string path)
    {
        if (SpillSegment.Open(path, _layouts) is not { } segment)
        {
            _log.LogError("{File} holds no rows of ours and is left alone", path);
            return;
        }

        if (segment.Rows == 0)
            segment.Delete();
        else
            _segments.Add(segment);
    }

    private bool DropOldest()
    {
        if (_segments.Count < 2)
            return false;

        var oldest = _segments[0];
        Interlocked.Add(ref _dropped, oldest.Rows);
        _log.LogError("no room in {Folder}: the {Rows} oldest rows are dropped", _path, oldest.Rows);
        Remove(oldest);
        return true;
    }

    private void Remove(SpillSegment segment)
    {
        if (ReferenceEquals(segment, _active))
            _active = null;

        if (ReferenceEquals(segment, _source))
            _source = null;

        _segments.Remove(segment);
        try
        {
            segment.Delete();
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            _log.LogError("cannot remove {File}, its rows are dealt with: {Error}", segment.Path, exception.Message);
        }
    }

    private static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private void Report(Exception exception)
    {
        if (!_isRefused)
            _log.LogError("cannot write to {Folder}: {Error}", _path, exception.Message);

        _isRefused = true;
    }
}
