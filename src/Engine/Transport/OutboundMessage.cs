using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Engine.Transport;

/// <summary>What a send carries beside the bytes: who sends, and what observers are told.</summary>
public readonly record struct OutboundMessage
{
    /// <summary>The sending worker.</summary>
    public required WorkerState Worker { get; init; }

    /// <summary>The generation whose observers see it.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Who made it.</summary>
    public required MessageOrigin Origin { get; init; }

    /// <summary>The message it was made from, or null.</summary>
    public RoutingContext? Context { get; init; }

    /// <summary>The transaction it belongs to, or null.</summary>
    public ITransaction? Transaction { get; init; }

    /// <summary>Branch number inside the transaction.</summary>
    public int Branch { get; init; }

    /// <summary>True when the same bytes were sent before.</summary>
    public bool IsRetransmission { get; init; }

    /// <summary>What goes with an answer outside of transactions.</summary>
    public static OutboundMessage ReplyTo(RoutingContext request) =>
        new() { Worker = request.Worker, Snapshot = request.Snapshot, Origin = MessageOrigin.StatelessReply, Context = request };
}
