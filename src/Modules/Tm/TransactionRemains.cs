using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>
/// What a transaction that has ended keeps of its <see cref="TransactionBody"/>, besides the bytes of the request: enough to
/// make it anew when a late message asks for it. What only matters before the final reply (edits, further targets) is gone.
/// </summary>
internal sealed class TransactionRemains
{
    private readonly ReusableText _requestUri = new();
    private readonly ReusableText _destinationUri = new();
    private readonly ReusableText _branchUri = new();
    private readonly ReusableText _branchRuid = new();
    private Snapshot _snapshot = null!;
    private WorkerState _worker = null!;
    private ReceivedFrom _received;
    private RouteKinds _route;
    private uint _flags;
    private uint _branchFlags;
    private ulong _extendedFlags;
    private RouteBody? _onReply;
    private int _status;
    private uint _flagsOfBranch;
    private bool _hasBranch;
    private bool _isLocal;
    private bool _hasReply;

    /// <summary>
    /// True when this is enough for all that may still come: one branch at most, nothing of other modules, no ACK to repeat.
    /// </summary>
    public static bool Suffice(Transaction transaction)
    {
        if (!transaction.IsWaiting || !transaction.HasFinal || transaction.IsCanceled || transaction.IsReplica)
            return false;

        if (transaction.Local is not null || transaction.Canceled is not null || (transaction.IsInvite && transaction.LastStatus >= 300))
            return false;

        var request = transaction.Request;
        return request.Avps.IsEmpty && request.Items.IsEmpty && IsSimple(transaction);
    }

    /// <summary>Keeps what is needed.</summary>
    public void Keep(TransactionBody body)
    {
        var request = body.Request;
        _snapshot = request.Snapshot;
        _worker = request.Worker;
        _received = request.Received;
        _route = request.Route;
        _flags = request.Flags;
        _branchFlags = request.BranchFlags;
        _extendedFlags = request.ExtendedFlags;
        _requestUri.Set(request.NewRequestUri);
        _destinationUri.Set(request.DestinationUri);
        _onReply = body.Setup.OnReply;
        _hasBranch = body.BranchCount > 0;
        if (_hasBranch)
            KeepBranch(body.Branch(0)!);
    }

    /// <summary>Makes it anew.</summary>
    /// <param name="body">An unused one.</param>
    /// <param name="message">Bytes of the request, which stay where they are.</param>
    public void Restore(TransactionBody body, MessageCopy message)
    {
        var request = body.Request;
        message.TryParse(request.Message);
        RequestMatch.ParseWhatIsCompared(request.Message);
        request.Transaction = body.Owner;
        request.Snapshot = _snapshot;
        request.Worker = _worker;
        request.Received = _received;
        request.Route = _route;
        request.Flags = _flags;
        request.BranchFlags = _branchFlags;
        request.ExtendedFlags = _extendedFlags;
        request.NewRequestUri.Set(_requestUri);
        request.DestinationUri.Set(_destinationUri);
        body.Setup.OnReply = _onReply;
        if (_hasBranch)
            RestoreBranch(body.AddBranch());
    }

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Clear()
    {
        _snapshot = null!;
        _worker = null!;
        _received = default;
        _onReply = null;
    }

    private static bool IsSimple(Transaction transaction) => transaction.BranchCount switch
    {
        0 => true,
        1 => transaction.Branch(0) is { HasFinal: true, Deadline: 0, IsDiscarded: false, IsBlind: false, IsTimeout: false, FailedStatus: 0 },
        _ => false,
    };

    private void KeepBranch(UacBranch branch)
    {
        _branchUri.Set(branch.Uri);
        _branchRuid.Set(branch.Ruid);
        _flagsOfBranch = branch.Flags;
        _status = branch.Status;
        _isLocal = branch.IsLocal;
        _hasReply = branch.HasReply;
        _onReply = branch.OnReply ?? _onReply;
    }

    private void RestoreBranch(UacBranch branch)
    {
        branch.Uri.Set(_branchUri);
        branch.Ruid.Set(_branchRuid);
        branch.Flags = _flagsOfBranch;
        branch.Status = _status;
        branch.IsLocal = _isLocal;
        branch.HasReply = _hasReply;
    }
}
