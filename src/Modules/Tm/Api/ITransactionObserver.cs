using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm.Api;

/// <summary>
/// A module that is told what happens to transactions. All calls come under the gate of the transaction, so they never
/// overlap; they must not wait. <c>request.Transaction</c> tells which one it is.
/// </summary>
internal interface ITransactionObserver
{
    /// <summary>A transaction began.</summary>
    /// <param name="context">The request; its transaction holds a copy.</param>
    void Began(RoutingContext context)
    {
    }

    /// <summary>
    /// A reply other than 100 is about to go upstream for the first time: what is done here is done before the sender of the
    /// request can react to it. Not called for a further 2xx.
    /// </summary>
    void Replying(in TransactionReply reply)
    {
    }

    /// <summary>A reply went upstream for the first time: provisional, final, relayed or made here.</summary>
    void Replied(in TransactionReply reply)
    {
    }

    /// <summary>All branches failed; this runs before failure_route, with the reply chosen so far.</summary>
    void Failed(in TransactionReply reply)
    {
    }

    /// <summary>The ACK to a 2xx came by and its INVITE transaction is still there.</summary>
    /// <param name="request">The INVITE.</param>
    /// <param name="ack">The ACK.</param>
    void Acknowledged(RoutingContext request, RoutingContext ack)
    {
    }

    /// <summary>
    /// The transaction is taken out of the table. Not called for one that gave its body back when it had ended: nobody had
    /// left anything on it (items, AVPs, a callback), so whoever needs the call leaves an item on the request.
    /// </summary>
    void Ended(RoutingContext request)
    {
    }
}
