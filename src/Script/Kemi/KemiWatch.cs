namespace Signalbox.Script.Kemi;

/// <summary>
/// Looks at all interpreters of a script set every few milliseconds and stops runs that are over a limit. It has a thread of
/// its own: the thread pool would wake and spin twenty times a second for it, and may be busy when it matters.
/// </summary>
internal sealed class KemiWatch : IDisposable
{
    private const int StackBytes = 256 << 10;
    private readonly Lock _gate = new();
    private readonly List<IKemiRun> _runs = [];
    private readonly TimeSpan _interval;
    private readonly ManualResetEventSlim _ended = new(initialState: false, spinCount: 0);
    private bool _looks;

    /// <summary>Makes a watch; it starts to look when there is something to look at.</summary>
    public KemiWatch(KemiLimits limits) => _interval = limits.CheckInterval;

    /// <summary>Takes a run under watch.</summary>
    public void Add(IKemiRun run)
    {
        lock (_gate)
        {
            _runs.Add(run);
            if (_looks)
                return;

            _looks = true;
            new Thread(Look, StackBytes) { IsBackground = true, Name = "script watch" }.Start();
        }
    }

    /// <summary>Lets a run go; when this returns, it is looked at no more.</summary>
    public void Remove(IKemiRun run)
    {
        lock (_gate)
            _runs.Remove(run);
    }

    /// <summary>Ends the looking.</summary>
    public void Dispose() => _ended.Set();

    private void Look()
    {
        while (!_ended.Wait(_interval) && CheckAll())
        {
            // Until nothing is left to look at.
        }
    }

    private bool CheckAll()
    {
        var now = Environment.TickCount64;
        lock (_gate)
        {
            foreach (var run in _runs)
                run.Check(now);

            return _looks = _runs.Count > 0;
        }
    }
}
