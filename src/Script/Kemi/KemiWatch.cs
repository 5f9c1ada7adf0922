namespace Signalbox.Script.Kemi;

/// <summary>Looks at all interpreters of a script set every few milliseconds and stops runs that are over a limit.</summary>
internal sealed class KemiWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<IKemiRun> _runs = [];
    private readonly Timer _timer;

    /// <summary>Starts looking.</summary>
    public KemiWatch(KemiLimits limits) =>
        _timer = new Timer(static self => ((KemiWatch)self!).CheckAll(), this, limits.CheckInterval, limits.CheckInterval);

    /// <summary>Takes a run under watch.</summary>
    public void Add(IKemiRun run)
    {
        lock (_gate)
            _runs.Add(run);
    }

    /// <summary>Lets a run go; when this returns, it is looked at no more.</summary>
    public void Remove(IKemiRun run)
    {
        lock (_gate)
            _runs.Remove(run);
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
