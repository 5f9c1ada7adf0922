using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Registrar;

/// <summary>Connections that a test opens and closes by their numbers.</summary>
internal sealed class FakeConnections : IConnections
{
    private readonly Dictionary<long, FakeConnection> _open = [];

    public IReadOnlyCollection<IConnection> All => [.. _open.Values];

    public int Readers => 0;

    public long QueuedBytes => 0;

    public ConnectionCounters Counters { get; } = new();

    public void Open(long id) => _open.Add(id, new FakeConnection(id, () => _open.Remove(id)));

    public void Close(long id) => _open.Remove(id);

    public IConnection? Find(long id) => _open.GetValueOrDefault(id);

    public (int All, int Tls) Count() => (_open.Count, 0);
}
