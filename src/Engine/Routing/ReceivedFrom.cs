using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>Where a message came from and where it was received.</summary>
public readonly record struct ReceivedFrom
{
    /// <summary>The listener; never null for messages from the network.</summary>
    public required ListenSocket Socket { get; init; }

    /// <summary>The sender.</summary>
    public required HostEndPoint Remote { get; init; }

    /// <summary>The true local address, also on a wildcard listener; for captured messages that of the capture.</summary>
    public required HostEndPoint Local { get; init; }

    /// <summary>Transport of the message; for captured messages that of the capture.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>Connection number, 0 for UDP.</summary>
    public long ConnectionId { get; init; }

    /// <summary>When it was received: UTC ticks of 100 ns.</summary>
    public required long UtcTicks { get; init; }

    /// <summary>True for a message taken out of a HEP packet: it must not be answered or relayed, nor traced again.</summary>
    public bool IsCaptured { get; init; }
}
