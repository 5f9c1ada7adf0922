namespace Signalbox.Modules.CfgRpc;

/// <summary>Changes that wait for cfg.commit, by names, so that they outlive a reload.</summary>
internal sealed class PendingChanges
{
    private const int Max = 1000;
    private readonly Lock _gate = new();
    private readonly List<NamedChange> _changes = [];

    /// <summary>What waits, in the order in which it came.</summary>
    public NamedChange[] All
    {
        get
        {
            lock (_gate)
                return [.. _changes];
        }
    }

    /// <summary>Adds one; false when too many wait already.</summary>
    public bool TryAdd(NamedChange change)
    {
        lock (_gate)
        {
            if (_changes.Count >= Max)
                return false;

            _changes.Add(change);
            return true;
        }
    }

    /// <summary>Takes all of them away.</summary>
    public NamedChange[] Take()
    {
        lock (_gate)
        {
            NamedChange[] all = [.. _changes];
            _changes.Clear();
            return all;
        }
    }
}
