using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <summary>
/// What follows when a branch fails: branch-failure event, and with the last branch failure_route and the reply upstream.
/// Under the gate of the transaction.
/// </summary>
internal sealed class FailureStep(TransactionLayer layer)
{
    /// <summary>True when the script may see how a branch of the transaction ends.</summary>
    public bool RunsRoutes(Transaction transaction) =>
        transaction.Setup.OnFailure is not null || transaction.Setup.OnBranchFailure is not null || layer.Upstream.RunsRoute;

    /// <summary>No final reply came in time.</summary>
    public void TimedOut(UacBranch branch, WorkerState worker)
    {
        var transaction = branch.Transaction;
        branch.IsTimeout = branch.FailedStatus == 0;
        branch.Status = branch.IsTimeout ? layer.Settings.TimeoutCode : branch.FailedStatus;
        branch.IsLocal = true;
        transaction.HasTimeout |= branch.IsTimeout;
        if (transaction.IsInvite && branch.HasReply && !branch.IsCancelSent)
        {
            branch.CancelCause = 0;
            layer.Downstream.Cancel(branch, worker);
        }

        BranchFailed(branch, worker);
    }

    /// <summary>
    /// The next address of the name that a branch went to takes over, after silence, a connection that failed, a 503 or a code that the operator named
    /// (RFC 3263 §4.3).
    /// </summary>
    public bool FailsOver(UacBranch branch, WorkerState worker)
    {
        var transaction = branch.Transaction;
        if (transaction.Setup.DisableFailover || transaction.IsCanceled || transaction.HasFinal)
            return false;

        var wants = branch.IsLocal ? branch is { HasReply: false } and ({ IsTimeout: true } or { Status: 477 }) : IsFailover(branch.Status);
        return wants && layer.Branches.FailOver(branch, worker);
    }

    /// <summary>A branch has its negative final reply, in <see cref="UacBranch.Reply"/> or made here.</summary>
    public void BranchFailed(UacBranch branch, WorkerState worker)
    {
        var transaction = branch.Transaction;
        if (transaction.HasFinal || FailsOver(branch, worker))
            return;

        if (transaction.Local is not null)
        {
            layer.Local.Ended(branch, worker, branch.Status, received: null);
            return;
        }

        if (branch.OnFailure is { } route)
            RunBranchFailure(branch, worker, route);

        if (transaction.IsInvite && branch.Status >= 600 && !Is6xxOrdinary(transaction))
            layer.Downstream.CancelOthers(transaction, worker, branch.Index, branch.Status);

        if (transaction.AllEnded && !transaction.HasFinal)
            Finish(transaction, worker);
    }

    // A branch that the route adds has what the route arms, not what was armed before (recorded).
    private void RunBranchFailure(UacBranch branch, WorkerState worker, RouteBody route)
    {
        var setup = branch.Transaction.Setup;
        var before = setup.OnBranchFailure;
        setup.OnBranchFailure = null;
        Run(branch.Transaction, worker, route, RouteKinds.BranchFailure, branch);
        setup.OnBranchFailure ??= before;
    }

    /// <summary>All branches ended: failure_route, then the best reply goes upstream.</summary>
    public void Finish(Transaction transaction, WorkerState worker)
    {
        var picked = ReplyPicker.Pick(transaction, layer.Settings.FakedReplyPriority);
        if (picked is not null)
            layer.Observers.Failed(picked, worker);

        if (transaction.Setup.OnFailure is { } route && picked is not null)
        {
            transaction.Setup.OnFailure = null;
            Run(transaction, worker, route, RouteKinds.Failure, picked);
            if (transaction.HasFinal || !transaction.AllEnded)
                return;

            picked = ReplyPicker.Pick(transaction, layer.Settings.FakedReplyPriority);
        }

        if (transaction.IsReplica)
            layer.Timers.Linger(transaction);
        else if (picked is null)
            layer.Upstream.Answer(transaction, worker, 500, "Server Internal Error"u8);
        else if (IsSilent(picked))
            layer.Timers.Linger(transaction);
        else if (picked.Reply.IsEmpty)
            layer.Upstream.Answer(transaction, worker, picked.Status, picked.IsTimeout ? layer.Settings.TimeoutReason : LocalReasons.Of(picked.Status));
        else if (picked.Status == 503 && layer.Settings.Remap503)
            layer.Upstream.Answer(transaction, worker, 500, Reason(picked.Reply));
        else
            Relay(picked, worker);
    }

    /// <summary>True when a 6xx does not end the search.</summary>
    public bool Is6xxOrdinary(Transaction transaction) =>
        transaction.Setup.Disable6xx >= 0 ? transaction.Setup.Disable6xx == 1 : layer.Settings.Disable6xx;

    /// <summary>A request made here failed: its failure_route, when it may have one.</summary>
    /// <returns>True when the route sent it on: it is not over.</returns>
    public bool RunLocal(UacBranch branch, WorkerState worker)
    {
        var transaction = branch.Transaction;
        if (!layer.Settings.LocalFailureRoutes || !transaction.AllEnded || transaction.Setup.OnFailure is not { } route)
            return false;

        transaction.Setup.OnFailure = null;
        Run(transaction, worker, route, RouteKinds.Failure, branch);
        return !transaction.AllEnded;
    }

    private bool IsFailover(int code) => code == 503 || Array.IndexOf(layer.Settings.FailoverCodes, code) >= 0;

    // noisy_ctimer=0: whoever never heard anything but our 100 goes on hearing nothing.
    private bool IsSilent(UacBranch picked) => !layer.Settings.Noisy
        && picked is { IsTimeout: true, HasReply: false, Transaction: { IsInvite: true, BranchCount: 1 } };

    private void Relay(UacBranch picked, WorkerState worker)
    {
        layer.Services.Statistics.Relayed.Increment();
        var facts = new ReplyFacts(picked.Status, MessageOrigin.Forwarded, picked.Index, picked.Transaction.Request);
        var output = worker.RentWriter();
        var merged = layer.Settings.AggregateChallenges && Challenges.Wants(picked.Status)
            && Challenges.Merge(picked.Transaction, picked, DownstreamRequests.ScratchOf(worker), output);
        layer.Upstream.SendNew(picked.Transaction, worker, merged ? output.Written : picked.Reply.Bytes, facts);
        worker.Return(output);
    }

    // A 503 speaks of the next hop alone (RFC 3261 §16.7 (6)): the own reply takes over only its phrase (recorded).
    private static ReadOnlySpan<byte> Reason(MessageCopy reply)
    {
        var line = reply.Bytes[..Math.Max(0, reply.Bytes.IndexOf("\r\n"u8))];
        var code = line.IndexOf(" 503 "u8);
        return code < 0 ? "Service Unavailable"u8 : line[(code + 5)..];
    }

    /// <summary>Runs a route on the request as it is; what the route changes in the message does not last.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="route">The route.</param>
    /// <param name="branch">The branch it is about.</param>
    /// <param name="pickedStatus">Status code it is about; 0 = none.</param>
    /// <param name="isNewTarget">True when the URIs count as set by the route.</param>
    /// <param name="kind">Kind of the route.</param>
    public void RunOn(
        Transaction transaction,
        RouteBody route,
        UacBranch branch,
        int pickedStatus,
        bool isNewTarget,
        RouteKinds kind = RouteKinds.Failure)
    {
        var request = transaction.Request;
        var (beforeKind, beforeStatus, beforeBranch) = (request.Route, transaction.PickedStatus, transaction.PickedBranch);
        var saved = SavedEdits.Take(request);
        transaction.MarkTarget();
        if (isNewTarget)
            transaction.TargetMark--;

        request.Route = kind;
        request.BranchIndex = kind == RouteKinds.Failure ? transaction.BranchCount : branch.Index;
        request.ScriptFlags = 0;
        request.ReturnCode = request.LastError = 0;
        request.DropRequested = false;
        transaction.PickedStatus = pickedStatus;
        transaction.PickedBranch = branch.Index;
        var began = layer.Services.Timers.NowMilliseconds;
        route.Run(request);
        CheckTime(began);
        request.Route = beforeKind;
        transaction.PickedStatus = beforeStatus;
        transaction.PickedBranch = beforeBranch;
        saved.PutBack(request);
    }

    private void CheckTime(long began)
    {
        var took = layer.Services.Timers.NowMilliseconds - began;
        if (layer.Settings.SlowRoute > 0 && took > layer.Settings.SlowRoute)
            layer.Services.Log.Write(LogLevels.Warning, Latin1.ToBytes($"tm: a failure route took {took} ms"));
    }

    private void Run(Transaction transaction, WorkerState worker, RouteBody route, RouteKinds kind, UacBranch branch)
    {
        Prepare(transaction.Request, worker, branch);
        RunOn(transaction, layer.Newest(transaction, worker, route, kind), branch, branch.Status, isNewTarget: false, kind);
    }

    private static void Prepare(RoutingContext request, WorkerState worker, UacBranch branch)
    {
        request.Worker = worker;
        request.NewRequestUri.Set(branch.Uri);
        request.DestinationUri.Clear();
        request.Path.Clear();
        request.Ruid.Set(branch.Ruid);
        request.Branches.Clear();
        request.BranchFlags = branch.Flags;
        request.ForcedSocket = null;
        request.Q = -1;
    }
}
