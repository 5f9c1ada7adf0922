using Signalbox.Engine.Configuration;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>The open control sockets, by address. State: generations that name the same one share the socket.</summary>
internal sealed class ControlDoors
{
    private readonly SharedResources<ControlDoor> _open = new();

    private AccessToken _token = AccessToken.None;

    /// <summary>What clients from elsewhere must show; the generation that came last sets it.</summary>
    public AccessToken Token
    {
        get => Volatile.Read(ref _token);
        set => Volatile.Write(ref _token, value);
    }

    /// <summary>True when a number may be written as text and text as a number; the generation that came last sets it.</summary>
    public bool ConvertsTypes { get; set; }

    /// <summary>All open doors.</summary>
    public IReadOnlyList<ControlDoor> All => _open.All;

    /// <summary>Opens a door, or takes part in the open one.</summary>
    public ControlDoor Acquire(ControlAddress address, DoorOwner owner, BinrpcServer server) =>
        _open.Acquire(address.Key, () => ControlDoor.Open(address, owner, server));

    /// <summary>The counterpart of <see cref="Acquire"/>; the last one closes the door.</summary>
    public ValueTask ReleaseAsync(ControlAddress address) => _open.ReleaseAsync(address.Key);
}
