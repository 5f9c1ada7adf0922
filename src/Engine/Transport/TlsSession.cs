using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Engine.Transport;

/// <summary>What is known about the TLS of one connection.</summary>
public sealed class TlsSession
{
    /// <summary>The stream; null until the handshake has begun.</summary>
    public SslStream? Stream { get; internal set; }

    /// <summary>True on our side of connections that we accepted.</summary>
    public required bool IsServer { get; init; }

    /// <summary>The rules in use, as an operator knows them; empty = not known.</summary>
    public string Profile { get; set; } = string.Empty;

    /// <summary>Why the peer's certificate was refused, and what to do; empty when it was not.</summary>
    public string Refusal { get; set; } = string.Empty;

    /// <summary>What the check of the peer's certificate found, also when nobody insists on it.</summary>
    public X509ChainStatusFlags PeerProblems { get; set; }

    /// <summary>True when the peer showed a certificate and it was checked without a problem.</summary>
    public bool IsPeerVerified { get; set; }
}
