using System.Net.Sockets;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>A bound control socket. State: it stays open over reloads as long as a generation names it.</summary>
internal abstract class ControlDoor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Binds the socket with the given file mode.</summary>
    /// <exception cref="ModuleStartException">The path cannot be used.</exception>
    protected ControlDoor(ControlAddress address, UnixFileMode mode)
    {
        Address = address;
        Socket = UnixSocketFile.Bind(address.Path, address.Type, mode);
    }

    /// <summary>Where it is.</summary>
    public ControlAddress Address { get; }

    /// <summary>Connected clients; 0 for a datagram socket.</summary>
    public virtual int Connections => 0;

    /// <summary>The bound socket.</summary>
    protected Socket Socket { get; }

    /// <summary>Opens the right kind and begins to answer.</summary>
    public static ControlDoor Open(ControlAddress address, UnixFileMode mode, BinrpcServer server)
    {
        ControlDoor door = address.Type == SocketType.Stream ? new StreamDoor(address, mode, server) : new DatagramDoor(address, mode, server);
        door._loop = Task.Run(() => door.ServeAsync(door._stop.Token));
        return door;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Socket.Dispose();
        try
        {
            await _loop;
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The loop ends this way.
        }

        _stop.Dispose();
        File.Delete(Address.Path);
    }

    /// <summary>Answers until cancelled.</summary>
    protected abstract Task ServeAsync(CancellationToken cancellationToken);
}
