using System.Collections.Concurrent;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Websocket;

/// <summary>What lives longer than a configuration: counters, and links that ended and are not told of yet.</summary>
internal sealed class WebSocketState
{
    private const int MaxEnded = 10_000;
    private readonly ConcurrentQueue<EndedLink> _ended = new();
    private long _current;

    /// <summary>New handshakes are taken.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Frames received.</summary>
    public Counter ReceivedFrames { get; } = new();

    /// <summary>Frames sent.</summary>
    public Counter SentFrames { get; } = new();

    /// <summary>Handshakes that were refused.</summary>
    public Counter FailedHandshakes { get; } = new();

    /// <summary>Handshakes that were taken.</summary>
    public Counter SuccessfulHandshakes { get; } = new();

    /// <summary>Links that ended without a close frame.</summary>
    public Counter FailedConnections { get; } = new();

    /// <summary>Links that this server closed.</summary>
    public Counter LocallyClosed { get; } = new();

    /// <summary>Links that the peer closed.</summary>
    public Counter RemotelyClosed { get; } = new();

    /// <summary>Open links.</summary>
    public Counter Current { get; } = new();

    /// <summary>Most open links at a time.</summary>
    public Counter Most { get; } = new();

    /// <summary>Counts nothing.</summary>
    public Counter Nothing { get; } = new();

    /// <summary>A handshake was taken.</summary>
    public void Began()
    {
        SuccessfulHandshakes.Increment();
        Current.Increment();
        var now = Interlocked.Increment(ref _current);
        if (now > Most.Value)
            Most.Add(now - Most.Value);
    }

    /// <summary>A connection is over.</summary>
    public void Ended(IConnection connection, WebSocketLink link)
    {
        Interlocked.Decrement(ref _current);
        Current.Add(-1);
        (link.IsClosing ? link.IsLocallyClosed ? LocallyClosed : RemotelyClosed : FailedConnections).Increment();
        if (_ended.Count < MaxEnded)
            _ended.Enqueue(new EndedLink(connection.Id, connection.Remote, connection.Local, link.Protocol, connection.Listener, Environment.TickCount64));
    }

    /// <summary>Takes the link that ended first, when that was until then.</summary>
    /// <param name="until">Milliseconds of the process clock.</param>
    /// <param name="ended">The link.</param>
    /// <returns>False when there is none.</returns>
    public bool TryTakeEnded(long until, out EndedLink ended) => _ended.TryPeek(out ended) && ended.At <= until && _ended.TryDequeue(out ended);
}
