using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Timers;

namespace Signalbox.Engine.Transport;

/// <summary>All connections: accepted and opened ones, found by number, by the address of the peer or by an alias.</summary>
internal sealed partial class StreamConnections : IConnections, IDisposable
{
    private readonly ConcurrentDictionary<long, StreamConnection> _byId = new();
    private readonly ConcurrentDictionary<HostEndPoint, StreamConnection> _byRemote = new();
    private readonly LiveSnapshot _live;
    private readonly ITimers _timers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionSweep _sweep;
    private readonly PeerFailureLog _failures;
    private CoreSettings _settings = new();
    private long _lastId;
    private int _tlsCount;

    /// <summary>Creates an empty set.</summary>
    public StreamConnections(LiveSnapshot live, ITimers timers, TimeProvider time, ILogger logger)
    {
        _live = live;
        _timers = timers;
        _time = time;
        _logger = logger;
        _sweep = new ConnectionSweep(this, timers);
        _failures = new PeerFailureLog(logger);
    }

    /// <summary>Connections with messages for a worker.</summary>
    public StreamQueue Workers { get; } = new();

    /// <summary>Bytes that wait for all peers.</summary>
    public QueueBudget Budget { get; } = new();

    /// <summary>Writers for messages that are wrapped.</summary>
    public WriterPool Wrappers { get; } = new();

    /// <inheritdoc />
    public ConnectionCounters Counters { get; } = new();

    /// <inheritdoc />
    public int Readers { get; set; }

    /// <inheritdoc />
    public long QueuedBytes => Budget.Used;

    /// <summary>All connections.</summary>
    public ICollection<StreamConnection> All => _byId.Values;

    /// <inheritdoc />
    IReadOnlyCollection<IConnection> IConnections.All => [.. _byId.Values];

    /// <summary>Milliseconds of the engine's clock.</summary>
    public long Now => _timers.NowMilliseconds;

    /// <summary>Time of the day.</summary>
    public long UtcTicks => _time.GetUtcNow().UtcTicks;

    /// <summary>Settings of the live snapshot, the last ones while the server ends.</summary>
    public CoreSettings Settings => _live.Current is { } snapshot ? _settings = snapshot.Settings : _settings;

    /// <summary>What a receive loop accepts.</summary>
    public StreamLimits Limits => StreamLimits.Of(Settings, _live.Current?.TakesHttp ?? false);

    /// <summary>Rules of TLS; null without the module.</summary>
    public ITlsProfiles? Profiles => _live.Current?.Tls;

    /// <summary>Begins to close idle connections.</summary>
    public void Start() => _sweep.Start();

    /// <inheritdoc />
    public (int All, int Tls) Count() => (_byId.Count, Volatile.Read(ref _tlsCount));

    /// <summary>Takes an accepted socket in; closes it when a limit is reached.</summary>
    public void Accept(StreamListener listener, Socket socket)
    {
        if (socket.RemoteEndPoint is not System.Net.IPEndPoint peer || IsRefused(listener, HostEndPoint.From(peer)))
        {
            Counters.Rejected.Increment();
            socket.Dispose();
            return;
        }

        Counters.Accepted.Increment();
        var connection = Add(listener, HostEndPoint.From(peer), isOutgoing: false);
        try
        {
            connection.Accept(socket);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer reset it between accept and here.
            connection.Close();
            socket.Dispose();
        }
    }

    /// <summary>The connection with a number; null when it is over.</summary>
    public StreamConnection? Find(long id) => id != 0 && _byId.TryGetValue(id, out var found) ? found : null;

    /// <inheritdoc />
    IConnection? IConnections.Find(long id) => Find(id);

    /// <summary>A connection to an address; null when there is none.</summary>
    public StreamConnection? Find(in HostEndPoint remote) => _byRemote.TryGetValue(remote, out var found) ? found : null;

    /// <summary>Makes a connection reachable under another port of its peer.</summary>
    /// <returns>False when another connection has that address.</returns>
    public bool AddAlias(StreamConnection connection, int port)
    {
        var alias = connection.Remote.WithPort(port);
        if (_byRemote.TryGetValue(alias, out var known) && known.IsOpen)
            return ReferenceEquals(known, connection);

        if (connection.Alias.IsSet)
            _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Alias, connection));

        connection.Alias = alias;
        _byRemote[alias] = connection;
        // Closed meanwhile: then nobody else would take the alias away.
        if (!connection.IsOpen)
            Forget(connection);

        return true;
    }

    /// <summary>A load balancer told who the peer is.</summary>
    public void Rename(StreamConnection connection, in HostEndPoint remote)
    {
        _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Remote, connection));
        connection.Remote = remote;
        _byRemote[remote] = connection;
        if (!connection.IsOpen)
            Forget(connection);
    }

    /// <summary>Forgets a closed connection.</summary>
    public void Remove(StreamConnection connection)
    {
        if (_byId.TryRemove(connection.Id, out _) && connection.Listener.Protocol == TransportProtocol.Tls)
            Interlocked.Decrement(ref _tlsCount);

        Forget(connection);
    }

    /// <summary>Idle time after which a connection is closed, in milliseconds; below 0 = never.</summary>
    public long LifetimeOf(StreamConnection connection) =>
        connection.Tls is not null && Profiles is { LifetimeMilliseconds: not 0 } profiles
            ? profiles.LifetimeMilliseconds
            : Settings.TcpConnectionLifetime * 1000L;

    /// <summary>A handshake failed that a peer began: whoever scans ports must not fill the log.</summary>
    public void NoteHandshake(StreamConnection connection, Exception refused) =>
        _logger.LogDebug("TLS handshake with {Remote} failed: {Reason}", connection.Remote, refused.InnerException?.Message ?? refused.Message);

    /// <summary>A connection that was opened here never came up: it is told in the log, and to the modules that wait for answers.</summary>
    /// <param name="connection">The connection; it is closed here.</param>
    /// <param name="what">E.g. <c>TCP connection</c>.</param>
    /// <param name="reason">What was wrong, and what to do.</param>
    public void Abandon(StreamConnection connection, string what, string reason)
    {
        var unsent = connection.Writer.CloseUnsent();
        var isOurs = connection.IsOpen;
        connection.Close();
        if (isOurs)
            _failures.Write(Now, what, connection.Remote, reason);

        if (unsent.Length > 0)
            ThreadPool.UnsafeQueueUserWorkItem(new UnsentQueue(unsent, connection.Remote, _live, Limits), preferLocal: false);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _sweep.Stop();
        foreach (var connection in All)
            connection.Close();
    }

    private bool IsRefused(StreamListener listener, in HostEndPoint peer)
    {
        var settings = Settings;
        return IsFull(listener, settings) || (settings.TcpAcceptUnique && Find(peer) is { IsOpen: true });
    }

    private bool IsFull(StreamListener listener, CoreSettings settings) =>
        _byId.Count >= settings.TcpMaxConnections
        || (listener.Protocol == TransportProtocol.Tls && Volatile.Read(ref _tlsCount) >= settings.TlsMaxConnections);

    private void Forget(StreamConnection connection)
    {
        _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Remote, connection));
        if (connection.Alias.IsSet)
            _byRemote.TryRemove(new KeyValuePair<HostEndPoint, StreamConnection>(connection.Alias, connection));
    }

    private StreamConnection Add(StreamListener listener, in HostEndPoint remote, bool isOutgoing)
    {
        var connection = new StreamConnection(this, listener, Interlocked.Increment(ref _lastId), remote) { LastActive = Now, IsOutgoing = isOutgoing };
        _byId[connection.Id] = connection;
        _byRemote[remote] = connection;
        if (listener.Protocol == TransportProtocol.Tls)
            Interlocked.Increment(ref _tlsCount);

        return connection;
    }
}
