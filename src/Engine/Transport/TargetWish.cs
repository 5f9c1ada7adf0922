namespace Signalbox.Engine.Transport;

/// <summary>What a URI or a Via asks for.</summary>
/// <param name="Protocol">Transport that is named, or None.</param>
/// <param name="Port">Port that is named, or 0.</param>
/// <param name="IsSecure">True for sips.</param>
/// <param name="HasServices">False: only addresses are asked for, as for the host of a received parameter.</param>
internal readonly record struct TargetWish(TransportProtocol Protocol, int Port, bool IsSecure, bool HasServices = true)
{
    private const int DefaultPort = 5060;
    private const int DefaultTlsPort = 5061;

    /// <summary>The transport when DNS says nothing about it.</summary>
    public TransportProtocol DefaultProtocol => (Protocol, IsSecure) switch
    {
        (TransportProtocol.None, true) or (TransportProtocol.Tcp, true) => TransportProtocol.Tls,
        (TransportProtocol.None, false) => TransportProtocol.Udp,
        (TransportProtocol.Ws, true) => TransportProtocol.Wss,
        _ => Protocol,
    };

    /// <summary>The port when DNS says nothing about it.</summary>
    public int PortFor(TransportProtocol protocol) =>
        Port > 0 ? Port : protocol is TransportProtocol.Tls or TransportProtocol.Wss ? DefaultTlsPort : DefaultPort;
}
