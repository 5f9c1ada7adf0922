using Signalbox.Engine.Configuration;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>One socket.</summary>
internal sealed class FakeTransports : ITransportTable
{
    public IReadOnlyList<ListenSocket> Sockets { get; } = [new FakeSocket()];

    public ListenSocket? Select(TransportProtocol protocol, bool isV6, ListenSocket? preferred) => Sockets[0];

    public ListenSocket? SelectByRoute(TransportProtocol protocol, in HostEndPoint remote) => null;

    public ListenSocket? FindByName(ReadOnlySpan<byte> name) => null;

    public ListenSocket? FindLocal(TransportProtocol protocol, in HostEndPoint local) => null;

    public bool IsMyself(Snapshot snapshot, ReadOnlySpan<byte> host, int port, TransportProtocol protocol = TransportProtocol.None) => false;
}
