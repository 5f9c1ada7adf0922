using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <summary>t_replicate: sends a copy of the request elsewhere; what is answered there stays here.</summary>
internal sealed class ReplicaStep(TransactionLayer layer, RequestStep requests)
{
    /// <summary>Sends the copy, and one for each branch. ACK and CANCEL go the way of t_relay.</summary>
    /// <param name="context">The request.</param>
    /// <param name="nextHop">URI to send to; empty = <c>$du</c> or the request URI.</param>
    /// <returns>1 sent, 0 a repetition that was dealt with, -1 nothing was sent.</returns>
    public ReturnCode Send(RoutingContext context, ReadOnlySpan<byte> nextHop)
    {
        if (context.Received.IsCaptured)
            return ReturnCode.False;

        if (context.Message.Method is SipMethod.Ack or SipMethod.Cancel)
            return requests.Relay(context, nextHop);

        var isNew = context.Transaction is null;
        if (isNew)
        {
            var begun = requests.Begin(context);
            if (begun != ReturnCode.True)
                return begun;
        }

        var transaction = (Transaction)context.Transaction!;
        lock (transaction.Gate)
        {
            if (!isNew)
                transaction.Take(context);

            return SendCopies(context, transaction, nextHop);
        }
    }

    private ReturnCode SendCopies(RoutingContext context, Transaction transaction, ReadOnlySpan<byte> nextHop)
    {
        requests.SendTrying(transaction, context.Worker);
        transaction.IsReplica = true;
        var outcome = layer.Branches.Relay(transaction, context.Worker, nextHop, transaction.AllEnded);
        context.LastError = outcome.Error;
        context.Branches.Clear();
        return ReturnCode.Of(!outcome.HasFailed);
    }
}
