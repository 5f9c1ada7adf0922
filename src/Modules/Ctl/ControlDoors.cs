using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.Ctl;

/// <summary>The open control sockets, by path. State: generations that name the same path share the socket.</summary>
internal sealed class ControlDoors
{
    private readonly SharedResources<ControlDoor> _open = new();

    /// <summary>All open doors.</summary>
    public IReadOnlyList<ControlDoor> All => _open.All;

    /// <summary>Opens a door, or takes part in the open one.</summary>
    public void Acquire(ControlAddress address, UnixFileMode mode, BinrpcServer server) =>
        _open.Acquire(address.Path, () => ControlDoor.Open(address, mode, server));

    /// <summary>The counterpart of <see cref="Acquire"/>; the last one closes the door.</summary>
    public ValueTask ReleaseAsync(ControlAddress address) => _open.ReleaseAsync(address.Path);
}
