namespace Signalbox.Modules.SipTrace;

/// <summary>The tracings that operators began. State: a reload does not end them.</summary>
internal sealed class TraceFilters
{
    /// <summary>How many may run at a time.</summary>
    public const int MaxLive = 32;

    private const int MaxEnded = 32;
    private readonly Lock _gate = new();
    private readonly Queue<TraceFilter> _ended = new();
    private TraceFilter[] _live = [];
    private long _nextEnd = long.MaxValue;
    private bool _anySteps;
    private int _lastId;

    /// <summary>True when one may still run; all that a message costs without any.</summary>
    public bool Any => Volatile.Read(ref _live).Length > 0;

    /// <summary>True when one of them wants the steps of scripts; all that a route costs without any.</summary>
    public bool AnySteps => Volatile.Read(ref _anySteps);

    /// <summary>Those that run now.</summary>
    public TraceFilter[] Live
    {
        get
        {
            if (Environment.TickCount64 >= Volatile.Read(ref _nextEnd))
                EndByTime();

            return Volatile.Read(ref _live);
        }
    }

    /// <summary>Those that ended lately, oldest first.</summary>
    public TraceFilter[] Ended
    {
        get
        {
            lock (_gate)
                return [.. _ended];
        }
    }

    /// <summary>Begins one; false when there are too many.</summary>
    public bool TryStart(TraceFilter filter)
    {
        lock (_gate)
        {
            if (_live.Length >= MaxLive)
                return false;

            filter.Id = ++_lastId;
            Publish([.. _live, filter]);
            return true;
        }
    }

    /// <summary>Ends one.</summary>
    public void Stop(TraceFilter filter, FilterEnd reason)
    {
        lock (_gate)
        {
            if (filter.End != FilterEnd.None)
                return;

            filter.End = reason;
            filter.Target?.Dispose();
            _ended.Enqueue(filter);
            if (_ended.Count > MaxEnded)
                _ended.Dequeue();

            Publish(Array.FindAll(_live, one => one != filter));
        }
    }

    private void EndByTime()
    {
        var now = Environment.TickCount64;
        foreach (var filter in Volatile.Read(ref _live))
        {
            if (now >= filter.Until)
                Stop(filter, FilterEnd.Time);
        }
    }

    private void Publish(TraceFilter[] live)
    {
        var next = long.MaxValue;
        foreach (var filter in live)
            next = Math.Min(next, filter.Until);

        Volatile.Write(ref _live, live);
        Volatile.Write(ref _anySteps, Array.Exists(live, static one => one.HasSteps));
        Volatile.Write(ref _nextEnd, next);
    }
}
