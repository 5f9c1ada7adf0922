using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Htable;

/// <summary>Takes out what has expired, again and again, and tells the script.</summary>
internal sealed class ExpirySweep : TimerNode
{
    private readonly List<HashCell> _expired = [];
    private readonly IReadOnlyCollection<HashTable> _tables;
    private readonly HtableEvents _events;
    private readonly ITimers _timers;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly string _callback;
    private volatile bool _isStopped;

    /// <summary>Prepares a sweep over tables.</summary>
    public ExpirySweep(IReadOnlyCollection<HashTable> tables, HtableEvents events, ITimers timers, TimeProvider time, TimeSpan interval, string callback)
    {
        _tables = tables;
        _events = events;
        _timers = timers;
        _time = time;
        _interval = interval;
        _callback = callback;
    }

    /// <summary>Begins.</summary>
    public void Start() => _timers.Schedule(this, _interval);

    /// <summary>Ends.</summary>
    public void Stop()
    {
        _isStopped = true;
        _timers.Cancel(this);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        if (_isStopped)
            return;

        var now = HtableClock.Now(_time);
        foreach (var table in _tables)
        {
            if (table.Definition.AutoExpire > 0)
                Sweep(table, now, worker);
        }

        _timers.Schedule(this, _interval);
    }

    private void Sweep(HashTable table, long now, WorkerState worker)
    {
        _expired.Clear();
        table.TakeExpired(now, _expired);
        if (_expired.Count == 0 || _events.Retain() is not { } snapshot)
            return;

        var route = RouteOf(snapshot, $"htable:expired:{table.Definition.Name}");
        if (route.IsDefined)
        {
            foreach (var cell in _expired)
                _events.Run(route, snapshot, worker, cell);
        }

        _events.Release(snapshot);
        _expired.Clear();
    }

    private EventRoute RouteOf(Snapshot snapshot, string name)
    {
        var route = new EventRoute(name) { Body = snapshot.Routes.Find(RouteKinds.Event, name) };
        if (route.Body is null && _callback.Length > 0)
            route.Body = snapshot.Routes.Fallback?.FindEventCallback(_callback, name);

        return route;
    }
}
