using System.Collections.Concurrent;
using System.Net.Sockets;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Timers;

namespace Signalbox.Engine.Transport;

/// <summary>All TCP connections, by number and by peer; opens new ones and closes idle ones.</summary>
internal sealed class StreamConnections : IDisposable
{
    // Long enough to hear a refusal from a reachable host, short enough not to hold a worker up.
    private static readonly TimeSpan ConnectGrace = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<long, StreamConnection> _byId = new();
    private readonly ConcurrentDictionary<HostEndPoint, StreamConnection> _byRemote = new();
    private readonly Lock _connectGate = new();
    private readonly LiveSnapshot _live;
    private readonly ITimers _timers;
    private readonly TimeProvider _time;
    private readonly ConnectionSweep _sweep;
    private CoreSettings _settings = new();
    private long _lastId;

    /// <summary>Creates the table.</summary>
    public StreamConnections(LiveSnapshot live, ITimers timers, TimeProvider time)
    {
        _live = live;
        _timers = timers;
        _time = time;
        _sweep = new ConnectionSweep(this, timers);
    }

    /// <summary>Where connections with messages wait for a worker.</summary>
    public StreamQueue Workers { get; } = new();

    /// <summary>Number of connections, connecting ones too.</summary>
    public int Count => _byId.Count;

    /// <summary>All connections, for listings and the sweep.</summary>
    public ICollection<StreamConnection> All => _byId.Values;

    /// <summary>The engine's clock in milliseconds.</summary>
    public long Now => _timers.NowMilliseconds;

    /// <summary>Now in UTC ticks.</summary>
    public long UtcTicks => _time.GetUtcNow().UtcTicks;

    /// <summary>Limits of the live generation.</summary>
    public CoreSettings Settings => _live.Current is { } snapshot ? _settings = snapshot.Settings : _settings;

    /// <summary>What streams may carry in the live generation.</summary>
    public StreamLimits Limits => StreamLimits.Of(Settings, _live.Current?.TakesHttp ?? false);

    /// <summary>Starts the periodic sweep.</summary>
    public void Start() => _sweep.Start();

    /// <summary>Takes an accepted socket in; closes it when there are too many.</summary>
    public void Accept(StreamListener listener, Socket socket)
    {
        if (Count >= Settings.TcpMaxConnections || socket.RemoteEndPoint is not System.Net.IPEndPoint peer)
        {
            socket.Dispose();
            return;
        }

        var connection = Add(listener, HostEndPoint.From(peer));
        Open(connection, socket);
    }

    /// <summary>An open connection by number, or null.</summary>
    public StreamConnection? Find(long id) => id != 0 && _byId.TryGetValue(id, out var found) ? found : null;

    /// <summary>An open connection to a peer, or null.</summary>
    public StreamConnection? Find(in HostEndPoint remote) => _byRemote.TryGetValue(remote, out var found) ? found : null;

    /// <summary>Sends on a new connection, or on one that another worker began to open meanwhile.</summary>
    public StreamConnection? Connect(StreamListener listener, in HostEndPoint remote, ReadOnlySpan<byte> bytes)
    {
        Task<bool> connecting;
        StreamConnection connection;
        lock (_connectGate)
        {
            if (Find(remote) is { } other)
                return other.Writer.TryWrite(bytes) ? other : null;

            if (Count >= Settings.TcpMaxConnections)
                return null;

            connection = Add(listener, remote);
            connection.Writer.TryWrite(bytes);
            connecting = OpenAsync(connection, listener.Local);
        }

        Linux.SendBatch.FlushOpen();

        // A worker hears of a refusal at once; a silent host keeps the bytes waiting in the queue instead.
        return !connecting.Wait(ConnectGrace) || connecting.Result ? connection : null;
    }

    /// <summary>Lets a connection be found by another port of its peer; a later alias takes the place of an earlier one.</summary>
    /// <returns>False when another connection is found by that port already.</returns>
    public bool AddAlias(StreamConnection connection, int port)
    {
        var alias = connection.Remote.WithPort(port);
        if (_byRemote.TryGetValue(alias, out var known) && known.IsOpen)
            return ReferenceEquals(known, connection);

        if (connection.Alias.IsSet)
            _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Alias, connection));

        connection.Alias = alias;
        _byRemote[alias] = connection;
        if (!connection.IsOpen)
            Remove(connection);

        return true;
    }

    /// <summary>Forgets a closed connection.</summary>
    public void Remove(StreamConnection connection)
    {
        _byId.TryRemove(connection.Id, out _);
        _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Remote, connection));
        if (connection.Alias.IsSet)
            _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Alias, connection));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _sweep.Stop();
        foreach (var connection in All)
            connection.Close();
    }

    private StreamConnection Add(StreamListener listener, in HostEndPoint remote)
    {
        var connection = new StreamConnection(this, listener, Interlocked.Increment(ref _lastId), remote) { LastActive = Now };
        _byId[connection.Id] = connection;
        _byRemote[remote] = connection;
        return connection;
    }

    private static bool Open(StreamConnection connection, Socket socket)
    {
        try
        {
            connection.Open(socket);
            return true;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer reset it between accept or connect and here.
            connection.Close();
            socket.Dispose();
            return false;
        }
    }

    private async Task<bool> OpenAsync(StreamConnection connection, HostEndPoint local)
    {
        var socket = new Socket(local.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Settings.TcpConnectTimeout));
        try
        {
            if (!local.IsAny)
                socket.Bind(local.WithPort(0).ToIPEndPoint());

            await socket.ConnectAsync(connection.Remote.ToIPEndPoint(), limit.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            connection.Close();
            socket.Dispose();
            return false;
        }

        return Open(connection, socket);
    }
}
