namespace Signalbox.Modules.Dispatcher;

/// <summary>What commands switch at run time. State: it outlives generations.</summary>
internal sealed class DispatchSwitches
{
    private readonly Lock _gate = new();
    private long _lastReload = long.MinValue;
    private long _pinging = 1;

    /// <summary>0 while no pings are sent (dispatcher.ping_active).</summary>
    public long Pinging
    {
        get => Volatile.Read(ref _pinging);
        set => Volatile.Write(ref _pinging, value);
    }

    /// <summary>Reload, add and remove take turns: true when the last one began long enough ago.</summary>
    /// <param name="now">Milliseconds of the timers.</param>
    /// <param name="seconds">Least time between two.</param>
    public bool TryBeginReload(long now, int seconds)
    {
        lock (_gate)
        {
            if (_lastReload != long.MinValue && now - _lastReload < seconds * 1000L)
                return false;

            _lastReload = now;
            return true;
        }
    }
}
