using System.Net.Sockets;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>A bound control socket. State: it stays open over reloads as long as a generation names it.</summary>
internal abstract class ControlDoor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _loop;

    /// <summary>Binds the socket.</summary>
    /// <exception cref="ModuleStartException">The address cannot be used.</exception>
    protected ControlDoor(ControlAddress address, DoorOwner owner)
    {
        Address = address;
        Socket = address.EndPoint is null ? BindPath(address, owner) : BindPlace(address);
    }

    /// <summary>Where it is.</summary>
    public ControlAddress Address { get; }

    /// <summary>Connected clients; empty for a datagram socket.</summary>
    public virtual IReadOnlyList<ControlClient> Clients => [];

    /// <summary>The bound socket.</summary>
    protected Socket Socket { get; }

    /// <summary>Opens the right kind; what clients send waits until <see cref="Serve"/>.</summary>
    public static ControlDoor Open(ControlAddress address, DoorOwner owner, BinrpcServer server) =>
        address.IsStream ? new StreamDoor(address, owner, server) : new DatagramDoor(address, owner, server);

    /// <summary>Begins to answer, if it does not yet.</summary>
    public void Serve() => _loop ??= Task.Run(() => ServeAsync(_stop.Token));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Socket.Dispose();
        try
        {
            await (_loop ?? Task.CompletedTask);
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The loop ends this way.
        }

        _stop.Dispose();
        if (Address.EndPoint is null)
            File.Delete(Address.Path);
    }

    /// <summary>Answers until cancelled.</summary>
    protected abstract Task ServeAsync(CancellationToken cancellationToken);

    private static Socket BindPath(ControlAddress address, DoorOwner owner)
    {
        var socket = UnixSocketFile.Bind(address.Path, address.IsStream ? SocketType.Stream : SocketType.Dgram, owner.Mode);
        try
        {
            owner.Apply(address.Path);
            return socket;
        }
        catch (ModuleStartException)
        {
            socket.Dispose();
            File.Delete(address.Path);
            throw;
        }
    }

    private static Socket BindPlace(ControlAddress address)
    {
        var endPoint = address.EndPoint!;
        var socket = address.IsStream
            ? new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch (SocketException cause)
        {
            socket.Dispose();
            throw new ModuleStartException($"cannot open the control socket {address.Key}: {cause.Message}", cause);
        }
    }
}
