using Signalbox.Engine.Configuration;
using Signalbox.Engine.Transport;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>One listener: udp:127.0.0.1:17360.</summary>
internal sealed class FakeTransports : ITransportTable
{
    public static readonly FakeSocket Socket = new(new HostEndPoint([127, 0, 0, 1], 17360));

    public IReadOnlyList<ListenSocket> Sockets { get; } = [Socket];

    public ListenSocket? Select(TransportProtocol protocol, bool isV6, ListenSocket? preferred) => Socket;

    public ListenSocket? SelectByRoute(TransportProtocol protocol, in HostEndPoint remote) => null;

    public ListenSocket? FindByName(ReadOnlySpan<byte> name) => null;

    public ListenSocket? FindLocal(TransportProtocol protocol, in HostEndPoint local) => local == Socket.Local ? Socket : null;

    public bool IsMyself(Snapshot snapshot, ReadOnlySpan<byte> host, int port, TransportProtocol protocol = TransportProtocol.None) =>
        host.SequenceEqual("127.0.0.1"u8) && port == 17360;
}
