namespace Signalbox.Modules.Ctl;

/// <summary>The open control sockets, by path. State: generations that name the same path share the socket.</summary>
internal sealed class ControlDoors
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ControlDoor> _open = new(StringComparer.Ordinal);

    /// <summary>All open doors.</summary>
    public IReadOnlyList<ControlDoor> All
    {
        get
        {
            lock (_gate)
                return [.. _open.Values];
        }
    }

    /// <summary>Opens a door, or takes part in the open one.</summary>
    public void Acquire(ControlAddress address, UnixFileMode mode, BinrpcServer server)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(address.Path, out var door))
            {
                door = ControlDoor.Open(address, mode, server);
                _open.Add(address.Path, door);
            }

            door.References++;
        }
    }

    /// <summary>The counterpart of <see cref="Acquire"/>; the last one closes the door.</summary>
    public async ValueTask ReleaseAsync(ControlAddress address)
    {
        ControlDoor? last = null;
        lock (_gate)
        {
            if (_open.TryGetValue(address.Path, out var door) && --door.References == 0)
            {
                _open.Remove(address.Path);
                last = door;
            }
        }

        if (last is not null)
            await last.DisposeAsync();
    }
}
