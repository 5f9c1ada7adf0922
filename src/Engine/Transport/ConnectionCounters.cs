using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Transport;

/// <summary>What happened to connections since the start (the peer's statistics group <c>tcp</c>).</summary>
public sealed class ConnectionCounters
{
    /// <summary>Reset by the peer.</summary>
    public Counter Reset { get; } = new();

    /// <summary>Closed because nothing came for their lifetime.</summary>
    public Counter TimedOut { get; } = new();

    /// <summary>Attempts to connect that failed.</summary>
    public Counter ConnectFailed { get; } = new();

    /// <summary>Attempts to connect that succeeded.</summary>
    public Counter ConnectSucceeded { get; } = new();

    /// <summary>All that were there, accepted and connected.</summary>
    public Counter Established { get; } = new();

    /// <summary>Refused because of a limit.</summary>
    public Counter Rejected { get; } = new();

    /// <summary>Accepted.</summary>
    public Counter Accepted { get; } = new();

    /// <summary>Closed because the peer took nothing for <c>tcp_send_timeout</c>.</summary>
    public Counter SendTimedOut { get; } = new();

    /// <summary>Messages that were refused because too much waited already.</summary>
    public Counter QueueFull { get; } = new();
}
