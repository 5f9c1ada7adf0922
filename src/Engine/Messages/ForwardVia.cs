using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Messages;

/// <summary>What a forwarded request gets as own Via, and what its old top Via is told about its sender.</summary>
public readonly ref struct ForwardVia
{
    /// <summary>Transport it goes out by.</summary>
    public TransportProtocol Transport { get; init; }

    /// <summary>Address of the sending socket; used when <see cref="SentBy"/> is empty.</summary>
    public HostEndPoint Local { get; init; }

    /// <summary>Advertised <c>host:port</c>.</summary>
    public ReadOnlySpan<byte> SentBy { get; init; }

    /// <summary>Branch with the magic cookie.</summary>
    public ReadOnlySpan<byte> Branch { get; init; }

    /// <summary>Further parameters of the own Via, each with its semicolon.</summary>
    public ReadOnlySpan<byte> Parameters { get; init; }

    /// <summary>Asks the next hop for <c>rport</c> (RFC 3581).</summary>
    public bool AddRport { get; init; }

    /// <summary>Where the request came from; unset leaves the old top Via as it is.</summary>
    public HostEndPoint Source { get; init; }

    /// <summary>Writes the source port into the old top Via although it did not ask.</summary>
    public bool ForceRport { get; init; }
}
