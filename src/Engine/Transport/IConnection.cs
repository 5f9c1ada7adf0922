namespace Signalbox.Engine.Transport;

/// <summary>A connection as modules see it; all members may be called from any thread.</summary>
public interface IConnection
{
    /// <summary>Number, from 1; never used again.</summary>
    long Id { get; }

    /// <summary>Transport: TCP, TLS, WS or WSS.</summary>
    TransportProtocol Protocol { get; }

    /// <summary>The peer; what a PROXY protocol header said, when there was one.</summary>
    HostEndPoint Remote { get; }

    /// <summary>Our end; not set while connecting.</summary>
    HostEndPoint Local { get; }

    /// <summary>How far it is.</summary>
    ConnectionState State { get; }

    /// <summary>What its TLS handshake agreed on; null without TLS.</summary>
    TlsSession? Tls { get; }

    /// <summary>What its bytes mean when they are not SIP; null for SIP.</summary>
    IStreamCodec? Codec { get; }

    /// <summary>Bytes that wait for the peer.</summary>
    int QueuedBytes { get; }

    /// <summary>Milliseconds since bytes last came or went.</summary>
    long IdleMilliseconds { get; }

    /// <summary>Idle time after which it is closed, in milliseconds; below 0 = never.</summary>
    long LifetimeMilliseconds { get; }

    /// <summary>Sends bytes as they are. False when the queue is full or the connection over.</summary>
    bool TryWrite(ReadOnlySpan<byte> bytes);

    /// <summary>From now on a codec cuts messages out and wraps them. The response that tells the peer so goes out unwrapped.</summary>
    /// <returns>False when the connection is over.</returns>
    bool Upgrade(IStreamCodec codec, ReadOnlySpan<byte> response);

    /// <summary>Sends what waits and closes.</summary>
    void CloseWhenWritten();

    /// <summary>Closes at once.</summary>
    void Close();
}
