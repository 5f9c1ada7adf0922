using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Tap;

/// <summary>One message at the tap. Everything is valid only during the call.</summary>
public readonly ref struct TapEvent
{
    /// <summary>The bytes as received or as handed to the socket.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>True local address and port.</summary>
    public required HostEndPoint Local { get; init; }

    /// <summary>Peer address and port.</summary>
    public required HostEndPoint Remote { get; init; }

    /// <summary>Transport.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>Listening or sending socket.</summary>
    public required ListenSocket Socket { get; init; }

    /// <summary>The worker at work.</summary>
    public required WorkerState Worker { get; init; }

    /// <summary>When: UTC ticks of 100 ns.</summary>
    public required long UtcTicks { get; init; }

    /// <summary>The generation whose observers see it; set by the tap itself.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>Connection number, 0 for UDP.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Who made it.</summary>
    public MessageOrigin Origin { get; init; }

    /// <summary>True when the same bytes were sent before.</summary>
    public bool IsRetransmission { get; init; }

    /// <summary>
    /// The message this one was made from: the request of a local reply, the received message of a forwarded one; for
    /// matched messages the message itself. Null for raw receipts.
    /// </summary>
    public RoutingContext? Context { get; init; }

    /// <summary>The transaction it belongs to, when known.</summary>
    public ITransaction? Transaction { get; init; }

    /// <summary>Branch number inside the transaction.</summary>
    public int Branch { get; init; }
}
