using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>
/// t_suspend and t_continue. A parked request has a branch that was never sent ("blind"): it keeps the transaction open
/// and its timer is the limit of the wait.
/// </summary>
internal sealed class SuspendStep(TransactionLayer layer, RequestStep requests)
{
    // Two routes that continue each other's transactions would wait for each other without end.
    private static readonly TimeSpan GateLimit = TimeSpan.FromSeconds(2);

    /// <summary>Parks; see <see cref="ISuspendedTransactions.Suspend"/>.</summary>
    public ReturnCode Suspend(RoutingContext context, out TransactionId id)
    {
        id = default;
        if (!context.Message.IsRequest || context.Message.Method is SipMethod.Ack or SipMethod.Cancel)
            return ReturnCode.False;

        var isNew = context.Transaction is null;
        if (isNew)
        {
            var begun = requests.Begin(context);
            if (begun != ReturnCode.True)
                return begun;
        }

        var transaction = (Transaction)context.Transaction!;
        id = new TransactionId(transaction.Bucket, transaction.Label);
        lock (transaction.Gate)
        {
            if (!transaction.IsLive || transaction.HasFinal || transaction.Local is not null)
                return ReturnCode.False;

            if (!isNew && !ReferenceEquals(transaction.Request, context))
                transaction.Take(context);

            requests.SendTrying(transaction, context.Worker);
            return AddBlind(transaction);
        }
    }

    /// <summary>Goes on; see <see cref="ISuspendedTransactions.Continue"/>.</summary>
    public ReturnCode Continue(TransactionId id, string route, WorkerState worker)
    {
        if (layer.Services.Table.Find(id) is not { } transaction)
            return ReturnCode.False;

        try
        {
            return Enter(transaction, route, worker);
        }
        finally
        {
            transaction.Release();
        }
    }

    private static UacBranch? OpenBlind(Transaction transaction)
    {
        for (var i = transaction.BranchCount - 1; i >= 0; i--)
        {
            var branch = transaction.Branch(i)!;
            if (branch.IsBlind && !branch.HasFinal)
                return branch;
        }

        return null;
    }

    private ReturnCode AddBlind(Transaction transaction)
    {
        if (OpenBlind(transaction) is not null || transaction.BranchCount >= BranchSender.MaxBranches)
            return ReturnCode.False;

        var branch = transaction.AddBranch();
        branch.IsBlind = true;
        branch.Uri.Set(transaction.Request.RequestUri);
        branch.Flags = transaction.Request.BranchFlags;
        layer.BranchTimers.Suspended(branch);
        return ReturnCode.True;
    }

    private ReturnCode Enter(Transaction transaction, string route, WorkerState worker)
    {
        if (transaction.Request.Snapshot?.Routes.FindCalled(route, "tmx:continue") is not { } body || !transaction.Gate.TryEnter(GateLimit))
            return ReturnCode.False;

        try
        {
            if (transaction.IsLive && OpenBlind(transaction) is { } branch)
            {
                Run(transaction, branch, body, worker);
                return ReturnCode.True;
            }

            return transaction.IsCanceled ? ReturnCode.True : -2;
        }
        finally
        {
            transaction.Gate.Exit();
        }
    }

    private void Run(Transaction transaction, UacBranch branch, RouteBody body, WorkerState worker)
    {
        layer.BranchTimers.Stop(branch);
        branch.Status = 500;
        branch.IsLocal = branch.IsDiscarded = true;
        var request = transaction.Request;
        request.Worker = worker;
        layer.Failure.RunOn(transaction, body, branch, pickedStatus: 0, isNewTarget: true);
        if (transaction.HasFinal || !transaction.AllEnded)
            return;

        var error = request.LastError == 0 ? request.PreviousError : request.LastError;
        transaction.DelayedError = error != 0 ? error : RelayErrors.Unspecified;
        requests.AnswerError(transaction, worker);
    }
}
