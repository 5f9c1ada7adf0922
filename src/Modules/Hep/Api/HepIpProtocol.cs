using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>IP protocol numbers in HEP.</summary>
internal static class HepIpProtocol
{
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int TlsAndWebSocket = 22;
    private const int Sctp = 132;

    /// <summary>The number of a transport; UDP for an unknown one.</summary>
    public static int Of(TransportProtocol transport) => transport switch
    {
        TransportProtocol.Tcp => Tcp,
        TransportProtocol.Tls or TransportProtocol.Ws or TransportProtocol.Wss => TlsAndWebSocket,
        TransportProtocol.Sctp => Sctp,
        _ => Udp,
    };

    /// <summary>The transport of a number; <see cref="TransportProtocol.None"/> for an unknown one.</summary>
    public static TransportProtocol ToTransport(int number) => number switch
    {
        Tcp => TransportProtocol.Tcp,
        Udp => TransportProtocol.Udp,
        TlsAndWebSocket => TransportProtocol.Tls,
        Sctp => TransportProtocol.Sctp,
        _ => TransportProtocol.None,
    };
}
