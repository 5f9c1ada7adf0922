namespace Signalbox.Engine.Transport;

/// <summary>The open connections.</summary>
public interface IConnections
{
    /// <summary>All, sorted by nothing.</summary>
    IReadOnlyCollection<IConnection> All { get; }

    /// <summary>Workers that handle the messages of connections.</summary>
    int Readers { get; }

    /// <summary>Bytes that wait for all peers.</summary>
    long QueuedBytes { get; }

    /// <summary>What happened to connections since the start.</summary>
    ConnectionCounters Counters { get; }

    /// <summary>A connection; null when it is over or never was.</summary>
    IConnection? Find(long id);

    /// <summary>Number of connections, and of those with TLS.</summary>
    (int All, int Tls) Count();
}
