using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>Takes expired contacts out of all tables, again and again.</summary>
internal sealed class LocationSweep(UsrlocModule module, StateStore state, ITimers timers, IConnections connections, TimeSpan interval) : TimerNode
{
    private readonly List<Contact> _expired = [];
    private readonly Dictionary<long, bool> _lost = [];
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
            _lost.Clear();
            table.TakeExpired(contact => contact.IsExpired(now) || IsLost(contact), _expired);
            foreach (var contact in _expired)
            {
                module.Listener?.Expired(worker, name, contact);
                if (module.CloseExpiredTcp && contact.ConnectionId != 0)
                    connections.Find(contact.ConnectionId)?.CloseWhenWritten();
            }
        }

        _expired.Clear();
        module.FlushLater();
        timers.Schedule(this, interval);
    }

    // A connection may end between two questions; each is asked after once in a sweep.
    private bool IsLost(Contact contact)
    {
        if (!module.HandleLostTcp || contact.ConnectionId == 0)
            return false;

        if (_lost.TryGetValue(contact.ConnectionId, out var lost))
            return lost;

        lost = connections.Find(contact.ConnectionId) is null;
        _lost.Add(contact.ConnectionId, lost);
        return lost;
    }
}
