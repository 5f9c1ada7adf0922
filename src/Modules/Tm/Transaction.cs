using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>
/// One transaction: the received request, the replies sent to its sender, the branches sent on. Pooled. Everything but
/// the reference count is guarded by <see cref="Gate"/>, which routes of the transaction run under, so they never overlap.
/// When only the table refers to it and it only waits for late messages, it has no body (<see cref="TransactionBody"/>):
/// who finds it in the table gets it with one, and timers, which hold no reference, must ask <see cref="HasBody"/>.
/// </summary>
internal sealed class Transaction(SparePool<Transaction> pool) : TimerNode, ITransaction, ISpare<Transaction>
{
    private readonly MessageCopy _received = new();
    private TransactionRemains? _remains;
    private TransactionBody? _body;
    private TransactionLayer? _layer;
    private int _references;

    /// <summary>Guards the transaction; re-entrant, because its routes call its functions.</summary>
    public Lock Gate { get; } = new();

    /// <summary>False when it was given back because the transaction has ended.</summary>
    public bool HasBody => _body is not null;

    /// <inheritdoc />
    public RoutingContext Request => _body!.Request;

    /// <summary>Generation of the script that its request runs on.</summary>
    public Snapshot Generation { get; private set; } = null!;

    /// <summary>The layer of the generation that made it.</summary>
    public TransactionLayer Layer { get => _layer!; set => _layer = value; }

    /// <summary>The same for who holds no reference, as timers: null for one that is unused meanwhile.</summary>
    public TransactionLayer? LayerInUse => _layer;

    /// <summary>Bucket in the table.</summary>
    public int Bucket { get; set; }

    /// <summary>Number that tells it from others of its bucket.</summary>
    public uint Label { get; set; }

    /// <summary>Digest of its branch parameter.</summary>
    public byte[] Digest { get; } = new byte[BranchId.DigestLength];

    /// <inheritdoc />
    public Transaction? Next { get; set; }

    /// <summary>True from entry into the table to removal.</summary>
    public bool IsLive { get; set; }

    /// <summary>True for INVITE.</summary>
    public bool IsInvite { get; set; }

    /// <summary>When it began, in timer ms.</summary>
    public long Began { get; set; }

    /// <summary>What the script asked for.</summary>
    public TransactionSetup Setup => _body!.Setup;

    /// <summary>Where replies go.</summary>
    public Destination ReplyTo { get; set; }

    /// <summary>Last reply sent.</summary>
    public MessageCopy LastReply { get; } = new();

    /// <summary>Status of <see cref="LastReply"/>; 0 = none sent.</summary>
    public int LastStatus { get; set; }

    /// <summary>Who made <see cref="LastReply"/>.</summary>
    public MessageOrigin LastOrigin { get; set; }

    /// <summary>Branch that <see cref="LastReply"/> came by; -1 = made here.</summary>
    public int LastBranch { get; set; }

    /// <summary>A CANCEL came in.</summary>
    public bool IsCanceled { get; set; }

    /// <summary>Reason lines of that CANCEL, each with CRLF.</summary>
    public ReusableText CancelReason => _body!.CancelReason;

    /// <summary>The INVITE transaction that a CANCEL belongs to.</summary>
    public Transaction? Canceled { get; set; }

    /// <summary>The request made here that it is for; null for a received one.</summary>
    public LocalRequest? Local { get; set; }

    /// <summary>t_replicate was called: what the branches answer does not go upstream.</summary>
    public bool IsReplica { get; set; }

    /// <summary>Some branch timed out.</summary>
    public bool HasTimeout { get; set; }

    /// <summary>Code chosen for the failure route, or of the failed branch; 0 outside.</summary>
    public int PickedStatus { get; set; }

    /// <summary>Branch of <see cref="PickedStatus"/>; -1 = none.</summary>
    public int PickedBranch { get; set; }

    /// <summary>Number of the error (<see cref="RelayErrors"/>) that is answered when the script ends, after a relay that failed; 0 = none.</summary>
    public int DelayedError { get; set; }

    /// <summary>Branch whose route runs now, or null.</summary>
    public UacBranch? CurrentBranch { get; set; }

    /// <summary>When the last reply is sent again; 0 = not.</summary>
    public long RetransmitAt { get; set; }

    /// <summary>Gap to the retransmission after the next, in ms.</summary>
    public int Gap { get; set; }

    /// <summary>When the wait for ACK or for late messages ends; 0 = not begun.</summary>
    public long Deadline { get; set; }

    /// <summary>True when only late messages are awaited.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Number of branches, of all legs.</summary>
    public int BranchCount => _body!.BranchCount;

    /// <summary>Changes of the URIs when the failure route began; more of them mean that the script set a new target.</summary>
    public int TargetMark { get; set; }

    /// <summary>True when the script set a target since <see cref="MarkTarget"/>.</summary>
    public bool HasNewTarget => Request.NewRequestUri.Changes + Request.DestinationUri.Changes != TargetMark;

    /// <summary>First branch of the last leg.</summary>
    public int LegStart { get; set; }

    /// <summary>True when a final reply went upstream.</summary>
    public bool HasFinal => LastStatus >= 200;

    /// <summary>True when no branch is open.</summary>
    public bool AllEnded
    {
        get
        {
            for (var i = 0; i < BranchCount; i++)
            {
                if (!_body!.Branch(i)!.HasFinal)
                    return false;
            }

            return true;
        }
    }

    /// <summary>The transaction that observers are told of: for a CANCEL that of its INVITE.</summary>
    public Transaction Traced => Canceled ?? this;

    /// <summary>True when nobody but the table refers to it.</summary>
    public bool IsUnwatched => Volatile.Read(ref _references) == 1;

    /// <summary>A branch by number, or null.</summary>
    public UacBranch? Branch(int index) => _body!.Branch(index);

    /// <summary>Adds a branch.</summary>
    public UacBranch AddBranch() => _body!.AddBranch();

    /// <summary>Takes the last branch back.</summary>
    public void DropLastBranch() => _body!.DropLastBranch();

    /// <summary>Remembers the targets as they are.</summary>
    public void MarkTarget() => TargetMark = Request.NewRequestUri.Changes + Request.DestinationUri.Changes;

    /// <summary>Gets a body: an unused one at the beginning.</summary>
    public void Attach(TransactionBody body)
    {
        body.Owner = this;
        _body = body;
    }

    /// <summary>Keeps what is needed of the body for <see cref="Revive"/>.</summary>
    public void KeepRemains() => (_remains ??= new TransactionRemains()).Keep(_body!);

    /// <summary>Gives the body away.</summary>
    public TransactionBody? Detach()
    {
        var body = _body;
        _body = null;
        return body;
    }

    /// <summary>Gets a body again, made of what was kept.</summary>
    public void Revive(TransactionBody body)
    {
        body.Owner = this;
        _remains!.Restore(body, _received);
        Volatile.Write(ref _body, body);
    }

    /// <summary>Takes the request over as the script left it.</summary>
    public void Take(RoutingContext context)
    {
        var length = context.Message.Length;
        context.CopyTo(Request, _received.Reserve(length));
        _received.Length = length;
        Generation = Request.Snapshot;
        Request.Transaction = this;
        Request.Items.Set(TransactionLayer.SetupSlot, null);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker) => LayerInUse?.Timers.Fire(this, worker);

    /// <summary>Keeps it from being reused.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>
    /// The counterpart of <see cref="AddReference"/>; the last one gives it back to the pool, and when only the table is left
    /// it may give its body back.
    /// </summary>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _references);
        if (left == 0)
            Layer.Recycle(this);
        else if (left == 1 && IsWaiting)
            LayerInUse?.Settle(this);
    }

    /// <summary>Forgets everything, so that a spare one keeps no generation from being collected, and goes back to the pool.</summary>
    public void Recycle()
    {
        Detach()?.Recycle();
        _layer = null;
        Generation = null!;
        _received.Clear();
        _remains?.Clear();
        LegStart = 0;
        LastReply.Clear();
        ReplyTo = default;
        LastStatus = 0;
        LastBranch = PickedBranch = -1;
        LastOrigin = default;
        IsCanceled = IsReplica = HasTimeout = IsWaiting = false;
        Canceled = null;
        Local = null;
        PickedStatus = DelayedError = Gap = 0;
        CurrentBranch = null;
        RetransmitAt = Deadline = 0;
        pool.Return(this);
    }
}
