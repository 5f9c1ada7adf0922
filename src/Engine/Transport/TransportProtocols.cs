using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>Names of the transports.</summary>
public static class TransportProtocols
{
    private static readonly string[] Names = ["none", "udp", "tcp", "tls", "sctp", "ws", "wss"];

    /// <summary>Lower-case name, e.g. <c>udp</c>.</summary>
    public static string Name(this TransportProtocol protocol) => Names[(int)protocol];

    /// <summary>Name in a Via, e.g. <c>UDP</c>.</summary>
    public static ReadOnlySpan<byte> ViaName(this TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Tcp => "TCP"u8,
        TransportProtocol.Tls => "TLS"u8,
        TransportProtocol.Sctp => "SCTP"u8,
        TransportProtocol.Ws => "WS"u8,
        TransportProtocol.Wss => "WSS"u8,
        _ => "UDP"u8,
    };

    /// <summary>Reads a name without case, e.g. the value of <c>;transport=</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out TransportProtocol protocol)
    {
        for (var i = 1; i < Names.Length; i++)
        {
            if (!Latin1.EqualsIgnoreCase(name, Names[i]))
                continue;

            protocol = (TransportProtocol)i;
            return true;
        }

        protocol = TransportProtocol.None;
        return false;
    }

    /// <summary>The transport whose sockets carry it: TCP for WS, TLS for WSS, else itself.</summary>
    public static TransportProtocol Carrier(this TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Ws => TransportProtocol.Tcp,
        TransportProtocol.Wss => TransportProtocol.Tls,
        _ => protocol,
    };

    /// <summary>Name in a URI: <c>ws</c> for WebSockets with and without TLS, as browsers (RFC 7118) and the peer write it.</summary>
    public static string UriName(this TransportProtocol protocol) => protocol == TransportProtocol.Wss ? TransportProtocol.Ws.Name() : protocol.Name();

    /// <summary>True when sockets of this transport carry the one that a URI names, where <c>ws</c> may be above TLS.</summary>
    public static bool Carries(this TransportProtocol socket, TransportProtocol named) =>
        socket == named.Carrier() || (named == TransportProtocol.Ws && socket == TransportProtocol.Tls);

    /// <summary>True for transports with connections.</summary>
    public static bool IsStream(this TransportProtocol protocol) => protocol is not (TransportProtocol.Udp or TransportProtocol.None);
}
