namespace Signalbox.Script.Kemi;

/// <summary>Looks at all interpreters of a script set every few milliseconds and stops runs that are over a limit.</summary>
internal sealed class KemiWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<IKemiRun> _runs = [];
    private readonly TimeSpan _interval;
    private readonly Timer _timer;

    /// <summary>Makes a watch; it starts to look when there is something to look at.</summary>
    public KemiWatch(KemiLimits limits)
    {
        _interval = limits.CheckInterval;
        _timer = new Timer(static self => ((KemiWatch)self!).CheckAll(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes a run under watch.</summary>
    public void Add(IKemiRun run)
    {
        lock (_gate)
        {
            _runs.Add(run);
            if (_runs.Count == 1)
                _timer.Change(_interval, _interval);
        }
    }

    /// <summary>Lets a run go; when this returns, it is looked at no more.</summary>
    public void Remove(IKemiRun run)
    {
        lock (_gate)
        {
            if (_runs.Remove(run) && _runs.Count == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void CheckAll()
    {
        var now = Environment.TickCount64;
        lock (_gate)
        {
            foreach (var run in _runs)
                run.Check(now);
        }
    }
}
