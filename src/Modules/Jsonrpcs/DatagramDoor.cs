using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>A datagram socket, unix or UDP: one request in a datagram, the reply to its sender.</summary>
internal sealed class DatagramDoor : JsonDoor
{
    private const int MaxDatagramBytes = 65536;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket;
    private readonly DatagramAddress _address;
    private readonly TimeSpan _patience;
    private readonly int _workers;
    private volatile string? _deafClient;
    private Task? _loops;

    /// <summary>Binds the socket.</summary>
    /// <exception cref="ModuleStartException">The address cannot be used.</exception>
    public DatagramDoor(DatagramAddress address, DoorOwner owner, int workers, TimeSpan patience, JsonServer server)
        : base(server)
    {
        _address = address;
        _patience = patience;
        _workers = workers;
        _socket = Bind(address, owner);
    }

    /// <inheritdoc />
    public override void Serve()
    {
        if (_loops is not null)
            return;

        var running = new Task[_workers];
        for (var i = 0; i < running.Length; i++)
            running[i] = Task.Run(ServeAsync);

        _loops = Task.WhenAll(running);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await (_loops ?? Task.CompletedTask);
        _stop.Dispose();
        if (_address.Path is { } path)
            File.Delete(path);
    }

    private static Socket Bind(DatagramAddress address, DoorOwner owner)
    {
        if (address.Path is { } path)
        {
            var local = UnixSocketFile.Bind(path, SocketType.Dgram, owner.Mode);
            owner.Apply(path);
            return local;
        }

        var socket = new Socket(address.EndPoint!.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(address.EndPoint);
            return socket;
        }
        catch (SocketException cause)
        {
            socket.Dispose();
            throw new ModuleStartException($"cannot open the control socket udp:{address.EndPoint}: {cause.Message}", cause);
        }
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[MaxDatagramBytes];
        var reply = new ByteWriter();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, _address.AnySender, _stop.Token);

                // A source address proves nothing, so what comes from elsewhere is not even looked at.
                if (_address.EndPoint is not null && !AccessToken.IsLocal(got.RemoteEndPoint))
                    continue;

                reply.Clear();
                if (Server.Read(buffer.AsSpan(0, got.ReceivedBytes), _address.Text) is not { } request)
                    continue;

                Server.Answer(request, reply);
                await SendAsync(reply, got.RemoteEndPoint);
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The end, a client that took its socket away, or one that does not read in time.
            }
        }
    }

    /// <summary>A client that does not read is waited for once; until it reads again its replies are dropped, so that others do not wait for it.</summary>
    private async Task SendAsync(ByteWriter reply, EndPoint client)
    {
        // A unix client that bound no path of its own cannot be answered.
        if (client is UnixDomainSocketEndPoint && string.IsNullOrEmpty(client.ToString()))
            return;

        var name = client.ToString();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(name == _deafClient ? Glance : _patience);
        try
        {
            await _socket.SendToAsync(reply.Buffer.AsMemory(0, reply.Length), SocketFlags.None, client, limit.Token);
            _deafClient = name == _deafClient ? null : _deafClient;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            _deafClient = name;
        }
    }
}
