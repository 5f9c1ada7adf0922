using Signalbox.Engine.Routing;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <content>Transactions that other modules answer from outside.</content>
internal sealed partial class TmModule
{
    /// <inheritdoc />
    public TransactionId? IdOf(RoutingContext context) =>
        context.Transaction is Transaction transaction ? new TransactionId(transaction.Bucket, transaction.Label) : null;

    /// <inheritdoc />
    public bool PostReply(TransactionId id, int code, byte[] reason)
    {
        if (code is < 100 or > 699 || _services.Table.Find(id) is not { } transaction)
            return false;

        var foreign = _foreign;
        if (!transaction.HasFinal && _services.Workers.TryPost(new ForeignWork(transaction, (one, worker) => foreign.Answer(one, worker, code, reason))))
            return true;

        transaction.Release();
        return false;
    }
}
