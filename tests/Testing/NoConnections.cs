using Signalbox.Engine.Transport;

namespace Signalbox.Testing;

/// <summary>A server without a connection.</summary>
public sealed class NoConnections : IConnections
{
    public IReadOnlyCollection<IConnection> All => [];

    public int Readers => 0;

    public long QueuedBytes => 0;

    public ConnectionCounters Counters { get; } = new();

    public IConnection? Find(long id) => null;

    public (int All, int Tls) Count() => (0, 0);
}
