using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm.Api;

/// <summary>A reply of a transaction, as observers see it; valid during the call only.</summary>
internal readonly ref struct TransactionReply
{
    /// <summary>The request of the transaction.</summary>
    public required RoutingContext Request { get; init; }

    /// <summary>The worker at work.</summary>
    public required WorkerState Worker { get; init; }

    /// <summary>Status code.</summary>
    public required int Code { get; init; }

    /// <summary>Branch that it came by; -1 = made here.</summary>
    public required int Branch { get; init; }

    /// <summary>True when no peer sent it: answers of the script, timeouts, send errors.</summary>
    public required bool IsLocal { get; init; }

    /// <summary>Request URI of the branch; empty without branch.</summary>
    public ReadOnlySpan<byte> BranchUri { get; init; }

    /// <summary>The received reply that is being relayed; null for one made here or kept back while branches ran.</summary>
    public RoutingContext? Received { get; init; }

    /// <summary>Array that starts with the reply as it goes upstream; nothing of it is valid when <see cref="Length"/> is 0.</summary>
    public byte[] Buffer { get; init; }

    /// <summary>Length of the reply in bytes; 0 for a failure that no peer sent.</summary>
    public int Length { get; init; }

    /// <summary>Makes the To tag of replies made here; null before the sockets are open.</summary>
    public ToTags? Tags { get; init; }

    /// <summary>Parses the reply.</summary>
    public bool TryParse(SipMessage message) => Length > 0 && message.TryParse(Buffer, Length);
}
