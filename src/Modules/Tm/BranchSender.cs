using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>
/// Makes the branches of a relay: branch_route for each, then all are sent (spec sip-core 7d). Works on the request of
/// the transaction, under its gate.
/// </summary>
internal sealed class BranchSender(TransactionLayer layer)
{
    /// <summary>Branches of one transaction at most, the peer's limit (spec sip-core 1.19).</summary>
    public const int MaxBranches = 31;

    /// <summary>Relays to the request URI, when <paramref name="withMain"/>, and to all branches.</summary>
    /// <param name="transaction">The transaction; its request holds URIs, edits and branches.</param>
    /// <param name="worker">The worker at work.</param>
    /// <param name="nextHop">URI that all branches are sent to; empty = <c>$du</c> or the request URI.</param>
    /// <param name="withMain">False in a failure route that set neither URI.</param>
    public RelayOutcome Relay(Transaction transaction, WorkerState worker, ReadOnlySpan<byte> nextHop, bool withMain)
    {
        var request = transaction.Request;
        request.Worker = worker;
        var first = transaction.BranchCount;
        var outcome = new RelayOutcome(RelayErrors.Unspecified, -1);
        if (withMain)
            outcome = Add(transaction, nextHop);

        for (var i = 0; i < request.Branches.Count; i++)
        {
            Load(request, request.Branches[i]);
            var added = Add(transaction, nextHop);
            if (transaction.BranchCount == first || outcome.HasFailed)
                outcome = added;
        }

        request.Branches.Clear();
        return transaction.BranchCount == first ? outcome : SendFrom(transaction, first);
    }

    /// <summary>Sends what a branch sent to the next address of its target, as a new branch that takes its place.</summary>
    /// <returns>False when there is no further address or none can be sent to.</returns>
    public bool FailOver(UacBranch failed, WorkerState worker)
    {
        var transaction = failed.Transaction;
        var request = transaction.Request;
        request.Worker = worker;
        for (var tried = failed.Destination; layer.Services.Forwarder.TryNext(request, tried, out var next); tried = next)
        {
            if (transaction.BranchCount >= MaxBranches)
                return false;

            var branch = transaction.AddBranch();
            branch.TakeOver(failed, next);
            if (Readdress(failed, branch, worker) && Send(transaction, branch) == SendStatus.Sent)
            {
                failed.IsDiscarded = true;
                return true;
            }

            transaction.DropLastBranch();
        }

        return false;
    }

    /// <summary>Adds a branch that failed before it was sent (failure_exec_mode).</summary>
    public void AddFailed(Transaction transaction, int error)
    {
        var branch = transaction.AddBranch();
        branch.Uri.Set(transaction.Request.RequestUri);
        branch.OnFailure = transaction.Setup.OnBranchFailure;
        branch.FailedStatus = RelayErrors.StatusOf(error);
        layer.BranchTimers.Failed(branch);
    }

    private RelayOutcome Add(Transaction transaction, ReadOnlySpan<byte> nextHop)
    {
        if (transaction.BranchCount >= MaxBranches)
            return RelayOutcome.Failed(RelayErrors.TooManyBranches);

        var request = transaction.Request;
        var branch = transaction.AddBranch();
        request.BranchIndex = branch.Index;
        var saved = transaction.Setup.OnBranch is null ? null : SavedEdits.Take(request);
        var outcome = Fill(transaction, branch, nextHop);
        saved?.PutBack(request);
        if (outcome.HasFailed)
            transaction.DropLastBranch();

        return outcome;
    }

    private RelayOutcome Fill(Transaction transaction, UacBranch branch, ReadOnlySpan<byte> nextHop)
    {
        var request = transaction.Request;
        if (transaction.Setup.OnBranch is { } route && IsDropped(transaction, branch, layer.Newest(transaction, transaction.Request.Worker, route, RouteKinds.Branch)))
            return RelayOutcome.Failed(RelayErrors.NoBranch);

        if (nextHop.IsEmpty)
            nextHop = request.DestinationUri.Length > 0 ? request.DestinationUri.Span : request.RequestUri;

        var status = layer.Services.Forwarder.Resolve(request, nextHop, out var destination);
        if (status != SendStatus.Sent)
            return RelayOutcome.Failed(RequestForwarder.ErrorCode(status));

        branch.Uri.Set(request.RequestUri);
        branch.Ruid.Set(request.Ruid);
        branch.Flags = request.BranchFlags;
        branch.OnFailure = transaction.Setup.OnBranchFailure;
        branch.Destination = destination;
        Write(transaction, branch);
        return RelayOutcome.Sent;
    }

    private static bool IsDropped(Transaction transaction, UacBranch branch, RouteBody route)
    {
        var request = transaction.Request;
        var before = request.Route;
        request.Route = RouteKinds.Branch;
        request.DropRequested = false;
        request.ScriptFlags = 0;
        transaction.CurrentBranch = branch;
        var result = route.Run(request);
        transaction.CurrentBranch = null;
        request.Route = before;
        var dropped = result.Drop || request.DropRequested;
        request.DropRequested = false;
        return dropped;
    }

    private void Write(Transaction transaction, UacBranch branch)
    {
        var request = transaction.Request;
        var output = request.Worker.RentWriter();
        var parameter = new ForwardBranch(transaction.Bucket, transaction.Digest, branch.Index);
        RequestForwarder.Write(request, branch.Destination, parameter, output);
        var destination = branch.Destination;
        if (layer.Services.Forwarder.TryLarger(request, output.Length, ref destination))
        {
            branch.Destination = destination;
            output.Clear();
            RequestForwarder.Write(request, destination, parameter, output);
        }

        branch.Sent.Set(output.Written);
        request.Worker.Return(output);
    }

    private RelayOutcome SendFrom(Transaction transaction, int first)
    {
        var outcome = new RelayOutcome(RelayErrors.Unspecified, -1);
        var anySent = false;
        for (var i = first; i < transaction.BranchCount; i++)
        {
            var branch = transaction.Branch(i)!;
            var status = Send(transaction, branch);
            while (status == SendStatus.Failed && Redirect(branch))
                status = Send(transaction, branch);

            if (status == SendStatus.Sent)
            {
                anySent = true;
                continue;
            }

            branch.Status = RequestForwarder.ErrorCode(status);
            branch.IsLocal = true;
            outcome = new RelayOutcome(branch.Status, status == SendStatus.Dropped ? -1 : -branch.Status);
        }

        if (anySent)
            StartLeg(transaction, first);
        else
            Discard(transaction, first, transaction.BranchCount);

        return anySent ? RelayOutcome.Sent : outcome;
    }

    // Nobody has seen the branch yet, so it keeps its number.
    private bool Redirect(UacBranch branch)
    {
        var transaction = branch.Transaction;
        if (transaction.Setup.DisableFailover || !layer.Services.Forwarder.TryNext(transaction.Request, branch.Destination, out var next))
            return false;

        branch.Destination = next;
        return Readdress(branch, branch, transaction.Request.Worker);
    }

    // The request as the other branch sent it: only the own Via is new.
    private static bool Readdress(UacBranch from, UacBranch to, WorkerState worker)
    {
        var sent = DownstreamRequests.ScratchOf(worker);
        if (!from.Sent.TryParse(sent) || !sent.TryGetVia(out var via) || to.Destination.Socket is not { } socket)
            return false;

        var output = worker.RentWriter();
        output.Write(sent.Bytes[..via.Value.Start]);
        output.Write("SIP/2.0/"u8);
        output.Write(to.Destination.Protocol.ViaName());
        output.Write((byte)' ');
        output.Write(socket.ViaHost);
        output.Write((byte)':');
        output.Write((long)socket.ViaPort);
        output.Write(";branch="u8);
        BranchId.Write(to.Transaction.Bucket, to.Transaction.Digest, to.Index, output);
        output.Write(sent.Bytes[via.Branch.End..]);
        to.Sent.Set(output.Written);
        worker.Return(output);
        return true;
    }

    private SendStatus Send(Transaction transaction, UacBranch branch)
    {
        var request = transaction.Request;
        request.BranchIndex = branch.Index;
        if (request.Snapshot.Routes.OnSend is not null)
            request.NewRequestUri.Set(branch.Uri);

        var isLocal = transaction.Local is not null;
        var message = new OutboundMessage
        {
            Worker = request.Worker,
            Snapshot = request.Snapshot,
            Origin = isLocal ? MessageOrigin.LocalRequest : MessageOrigin.Forwarded,
            Context = request,
            Transaction = transaction,
            Branch = branch.Index,
        };

        // onsend_route is for what is passed on (spec sip-core 7d).
        var status = isLocal
            ? layer.Services.Sender.Send(branch.Destination, branch.Sent.Bytes, message)
            : layer.Services.Forwarder.Send(request, branch.Destination, branch.Sent.Bytes, message);
        if (status == SendStatus.Sent)
            layer.BranchTimers.Started(branch);

        return status;
    }

    // failure_reply_mode: what earlier legs answered counts less once a new leg is out. What the branch-failure route adds
    // belongs to the leg that goes on.
    private void StartLeg(Transaction transaction, int first)
    {
        if (transaction.Request.Route == RouteKinds.BranchFailure)
            return;

        if (layer.Settings.FailureReplyMode is 1 or 3)
            Discard(transaction, 0, first);
        else if (layer.Settings.FailureReplyMode == 2)
            Discard(transaction, transaction.LegStart, first);

        transaction.LegStart = first;
    }

    private static void Discard(Transaction transaction, int from, int to)
    {
        for (var i = from; i < to; i++)
            transaction.Branch(i)!.IsDiscarded = true;
    }

    /// <summary>Makes a branch the main target of a request.</summary>
    public static void Load(RoutingContext request, Branch branch)
    {
        request.NewRequestUri.Set(branch.Uri);
        request.DestinationUri.Set(branch.DestinationUri);
        request.Path.Set(branch.Path);
        request.Ruid.Set(branch.Ruid);
        request.LocationUserAgent.Set(branch.UserAgent);
        request.Instance.Set(branch.Instance);
        request.Q = branch.Q;
        request.BranchFlags = branch.Flags;
        request.ForcedSocket = branch.ForcedSocket;
    }
}
