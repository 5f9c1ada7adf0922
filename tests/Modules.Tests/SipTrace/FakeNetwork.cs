using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>Listeners without sockets, and a resolver that knows one name.</summary>
internal sealed class FakeNetwork : ITransportTable, IDestinationResolver
{
    public FakeNetwork(params ListenSocket[] sockets) => Sockets = sockets;

    public IReadOnlyList<ListenSocket> Sockets { get; }

    public ListenSocket? Select(TransportProtocol protocol, bool isV6, ListenSocket? preferred) =>
        preferred ?? Sockets.FirstOrDefault(socket => socket.Protocol == protocol && socket.Local.IsV6 == isV6);

    public ListenSocket? SelectByRoute(TransportProtocol protocol, in HostEndPoint remote) => null;

    public ListenSocket? FindByName(ReadOnlySpan<byte> name)
    {
        var text = System.Text.Encoding.Latin1.GetString(name);
        return Sockets.FirstOrDefault(socket => socket.Name == text);
    }

    public ListenSocket? FindLocal(TransportProtocol protocol, in HostEndPoint local)
    {
        var wanted = local;
        return Sockets.FirstOrDefault(socket => socket.Local == wanted);
    }

    public bool IsMyself(Snapshot snapshot, ReadOnlySpan<byte> host, int port, TransportProtocol protocol = TransportProtocol.None) => false;

    public SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination)
    {
        destination = new Destination { Protocol = TransportProtocol.Udp, Remote = new HostEndPoint([127, 0, 0, 9], 9060) };
        return uri.IndexOf("unknown"u8) < 0 ? SendStatus.Sent : SendStatus.Unresolvable;
    }
}
