using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Core.Api;

/// <summary>
/// The timers of a script. State: they belong to the live generation; one that the next generation declares with the same
/// name and interval keeps its beat, so that frequent reloads do not put it off for ever.
/// </summary>
/// <param name="timers">The wheel.</param>
internal sealed class RouteTimers(ITimers timers)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Beat> _beats = new(StringComparer.Ordinal);
    private object? _owner;

    /// <summary>From now on these timers run and no others.</summary>
    /// <param name="owner">The module of the generation that became live.</param>
    /// <param name="declared">Name, interval and work of each.</param>
    public void Take(object owner, IReadOnlyList<(string Name, TimeSpan Interval, Action<WorkerState> Work)> declared)
    {
        lock (_gate)
        {
            _owner = owner;
            var gone = new HashSet<string>(_beats.Keys, StringComparer.Ordinal);
            foreach (var (name, interval, work) in declared)
            {
                gone.Remove(name);
                Set(name, interval, work);
            }

            foreach (var name in gone)
                Remove(name);
        }
    }

    /// <summary>Ends all timers, unless a later generation has taken them.</summary>
    public void Leave(object owner)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_owner, owner))
                return;

            foreach (var beat in _beats.Values)
                beat.Stop();

            _beats.Clear();
            _owner = null;
        }
    }

    private void Set(string name, TimeSpan interval, Action<WorkerState> work)
    {
        if (_beats.TryGetValue(name, out var beat) && beat.Interval == interval)
        {
            beat.Work = work;
            return;
        }

        Remove(name);
        _beats[name] = new Beat(timers, interval, work);
    }

    private void Remove(string name)
    {
        if (_beats.Remove(name, out var beat))
            beat.Stop();
    }

    private sealed class Beat
    {
        private readonly RepeatedWork _repeated;
        private Action<WorkerState> _work;

        public Beat(ITimers timers, TimeSpan interval, Action<WorkerState> work)
        {
            Interval = interval;
            _work = work;
            _repeated = new RepeatedWork(timers, interval, worker => Volatile.Read(ref _work)(worker));
            _repeated.Start();
        }

        public TimeSpan Interval { get; }

        public Action<WorkerState> Work
        {
            set => Volatile.Write(ref _work, value);
        }

        public void Stop() => _repeated.Stop();
    }
}
