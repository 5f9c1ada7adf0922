using System.Net.Sockets;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>A stream socket, unix or TCP: requests may be pipelined, the answers come in order.</summary>
internal sealed class StreamDoor : ControlDoor
{
    /// <summary>The most clients at a time; one more takes the place of the client that has been silent for the longest time, of those that may call nothing if there are any.</summary>
    public const int MaxConnections = 128;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);
    private readonly BinrpcServer _server;
    private readonly Lock _gate = new();
    private readonly List<StreamSession> _sessions = [];

    public StreamDoor(ControlAddress address, DoorOwner owner, BinrpcServer server)
        : base(address, owner)
    {
        _server = server;
        Socket.Listen(64);
    }

    /// <inheritdoc />
    public override IReadOnlyList<ControlClient> Clients
    {
        get
        {
            lock (_gate)
                return _sessions.ConvertAll(static session => session.Client);
        }
    }

    /// <inheritdoc />
    protected override async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await AcceptAsync(cancellationToken) is { } socket && TryAdd(socket) is { } session)
                _ = Task.Run(() => ServeClientAsync(session, cancellationToken), CancellationToken.None);
        }
    }

    private async Task<Socket?> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Socket.AcceptAsync(cancellationToken);
        }
        catch (SocketException) when (!cancellationToken.IsCancellationRequested)
        {
            // No descriptors are left, or the client gave up already: the door stays open, and does not spin.
            await Task.Delay(AcceptPause, cancellationToken);
            return null;
        }
    }

    private StreamSession? TryAdd(Socket socket)
    {
        try
        {
            var session = new StreamSession(socket, _server);
            lock (_gate)
            {
                if (_sessions.Count >= MaxConnections)
                    LongestSilent().Abort();

                _sessions.Add(session);
            }

            return session;
        }
        catch (SocketException)
        {
            // It was gone before its address could be read.
            socket.Dispose();
            return null;
        }
    }

    private StreamSession LongestSilent()
    {
        var silent = _sessions[0];
        foreach (var session in _sessions)
        {
            // Strangers must not push those out who have shown the token or are on this machine.
            if ((session.Client.IsTrusted, session.LastHeard).CompareTo((silent.Client.IsTrusted, silent.LastHeard)) < 0)
                silent = session;
        }

        // It leaves the list here, so that a client that does not go at once cannot be chosen twice.
        _sessions.Remove(silent);
        return silent;
    }

    private async Task ServeClientAsync(StreamSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.AnswerAllAsync(cancellationToken);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client left, was too slow, or the server stops.
        }
        finally
        {
            session.Abort();
            lock (_gate)
                _sessions.Remove(session);
        }
    }
}
