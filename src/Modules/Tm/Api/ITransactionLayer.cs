using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm.Api;

/// <summary>What other modules may ask of the transaction layer.</summary>
internal interface ITransactionLayer
{
    /// <summary>True when the message belongs to a transaction that a stateful reply can be sent in.</summary>
    bool HasTransaction(RoutingContext context);

    /// <summary>Sends a reply in the transaction of the message.</summary>
    /// <param name="context">The request, or the transaction's request in a failure route.</param>
    /// <param name="code">Status code, 100 to 699.</param>
    /// <param name="reason">Reason phrase.</param>
    /// <returns>False when there is no transaction or it has its final reply.</returns>
    bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason);

    /// <summary>The name of the transaction of a message; null without.</summary>
    TransactionId? IdOf(RoutingContext context);

    /// <summary>Answers a transaction from any thread, a little later; with a final reply its open branches are cancelled.</summary>
    /// <param name="id">The transaction.</param>
    /// <param name="code">Status code, 100 to 699.</param>
    /// <param name="reason">Reason phrase, without line ends; not changed afterwards.</param>
    /// <returns>False when it is not there, has its final reply, or too many wait: nothing is sent.</returns>
    bool PostReply(TransactionId id, int code, byte[] reason);
}
