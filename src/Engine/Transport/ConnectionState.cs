namespace Signalbox.Engine.Transport;

/// <summary>How far a connection is.</summary>
public enum ConnectionState
{
    /// <summary>On its way to the peer.</summary>
    Connecting,

    /// <summary>There, and the TLS handshake is under way.</summary>
    Handshake,

    /// <summary>Bytes can go.</summary>
    Open,

    /// <summary>Over.</summary>
    Closed,
}
