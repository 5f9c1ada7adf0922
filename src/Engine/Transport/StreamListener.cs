using System.Net.Sockets;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport.Linux;

namespace Signalbox.Engine.Transport;

/// <summary>A TCP address: accepts connections, and sends on existing or new ones.</summary>
internal sealed class StreamListener : ListenSocket, IDisposable
{
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);
    private readonly Socket _socket;
    private readonly StreamConnections _connections;

    /// <summary>Wraps a listening socket.</summary>
    public StreamListener(ListenTarget target, HostEndPoint local, Socket socket, StreamConnections connections)
        : base(target.Protocol, local, target.Name)
    {
        _socket = socket;
        _connections = connections;
        (ViaHost, ViaPort, IsAdvertised) = target.ViaOf(local);
    }

    /// <summary>Begins to accept.</summary>
    public void Start() => _ = AcceptAsync();

    /// <inheritdoc />
    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) =>
        Send(destination, bytes, null, out _, out _);

    /// <summary>Sends, and tells by which connection and from which address.</summary>
    public SendStatus Send(in Destination destination, ReadOnlySpan<byte> bytes, RoutingContext? context, out HostEndPoint local, out long connectionId)
    {
        local = default;
        connectionId = 0;
        SendBatch.FlushOpen();
        var connection = FindFor(destination);
        if (connection is not null)
        {
            if (!connection.TrySend(bytes))
                return SendStatus.Failed;
        }
        else
        {
            // A WebSocket is opened by its client alone.
            if (destination.NoConnect || destination.Remote.Port == 0 || destination.Protocol is TransportProtocol.Ws or TransportProtocol.Wss)
                return SendStatus.Failed;

            connection = _connections.Connect(this, destination.Remote, bytes, context);
            if (connection is null)
                return SendStatus.Failed;
        }

        local = connection.Local.IsSet ? connection.Local : Local;
        connectionId = connection.Id;
        if (destination.ClosesConnection)
            connection.Writer.CloseWhenWritten();

        return SendStatus.Sent;
    }

    /// <inheritdoc />
    public override bool AddAlias(long connectionId, int port) =>
        _connections.Find(connectionId) is { } connection && _connections.AddAlias(connection, port);

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private StreamConnection? FindFor(in Destination destination)
    {
        // The number may come from a Via that the peer could have made up: it only counts for the same host.
        var connection = _connections.Find(destination.ConnectionId);
        if (connection is not null && connection.Remote.SameAddress(destination.Remote) && connection.Protocol == destination.Protocol)
            return connection;

        connection = _connections.Find(destination.Remote);
        return connection is not null && connection.Protocol == destination.Protocol && FitsPort(connection) ? connection : null;
    }

    private bool FitsPort(StreamConnection connection) =>
        !_connections.Settings.TcpConnectionMatch || ReferenceEquals(connection.Listener, this);

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await _socket.AcceptAsync();
                _connections.Accept(this, socket);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException aborted) when (aborted.SocketErrorCode == SocketError.OperationAborted)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of descriptors, or the peer gave up already: go on, but do not spin.
                await Task.Delay(AcceptPause);
            }
        }
    }
}
