using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>The listeners of the server.</summary>
public interface ITransportTable
{
    /// <summary>All listeners, in cfg order.</summary>
    IReadOnlyList<ListenSocket> Sockets { get; }

    /// <summary>
    /// The socket to send from: <paramref name="preferred"/> when transport and family fit, else the first of the same
    /// transport and family; null when there is none.
    /// </summary>
    ListenSocket? Select(TransportProtocol protocol, bool isV6, ListenSocket? preferred);

    /// <summary>The listener of a transport on the address that the system's route to a peer leaves from; null when there is none.</summary>
    ListenSocket? SelectByRoute(TransportProtocol protocol, in HostEndPoint remote);

    /// <summary>A socket by its name, or null.</summary>
    ListenSocket? FindByName(ReadOnlySpan<byte> name);

    /// <summary>A socket by transport (None = any) and local address, or null.</summary>
    ListenSocket? FindLocal(TransportProtocol protocol, in HostEndPoint local);

    /// <summary>
    /// True when host and port are this server: a listener, an advertised address or an alias of the generation.
    /// Port 0 counts as the default port (spec sip-core 3.8).
    /// </summary>
    bool IsMyself(Configuration.Snapshot snapshot, ReadOnlySpan<byte> host, int port, TransportProtocol protocol = TransportProtocol.None);
}
