using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>Takes expired contacts out of all tables, again and again.</summary>
internal sealed class LocationSweep(UsrlocModule module, StateStore state, ITimers timers, TimeSpan interval) : TimerNode
{
    private readonly List<Contact> _expired = [];
    private volatile bool _isStopped;

    /// <summary>Begins.</summary>
    public void Start() => timers.Schedule(this, interval);

    /// <summary>Ends.</summary>
    public void Stop()
    {
        _isStopped = true;
        timers.Cancel(this);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        if (_isStopped)
            return;

        var now = module.Now;
        foreach (var (name, table) in state.All<LocationTable>())
        {
            _expired.Clear();
            table.TakeExpired(now, _expired);
            foreach (var contact in _expired)
                module.Listener?.Expired(worker, name, contact);
        }

        _expired.Clear();
        module.FlushLater();
        timers.Schedule(this, interval);
    }
}
