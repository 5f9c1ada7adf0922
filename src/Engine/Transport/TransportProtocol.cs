namespace Signalbox.Engine.Transport;

/// <summary>A SIP transport; the numbers are the ones that <c>$prid</c> and <c>sip_capture.proto</c> show.</summary>
public enum TransportProtocol : byte
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>UDP.</summary>
    Udp = 1,

    /// <summary>TCP.</summary>
    Tcp = 2,

    /// <summary>TLS over TCP.</summary>
    Tls = 3,

    /// <summary>SCTP; known by name only.</summary>
    Sctp = 4,

    /// <summary>WebSocket (RFC 7118).</summary>
    Ws = 5,

    /// <summary>WebSocket over TLS.</summary>
    Wss = 6,
}
