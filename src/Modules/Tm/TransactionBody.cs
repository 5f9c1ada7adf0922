using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>
/// What a transaction is at work with: its request as the script left it, its branches. Pooled by itself, because one that
/// has ended seldom needs it: for some seconds it only waits for late messages (<see cref="TransactionRemains"/>).
/// </summary>
internal sealed class TransactionBody(SparePool<TransactionBody> pool) : ISpare<TransactionBody>
{
    private UacBranch[] _branches = [];

    /// <inheritdoc />
    public TransactionBody? Next { get; set; }

    /// <summary>The transaction that has it, or had it last.</summary>
    public Transaction Owner { get; set; } = null!;

    /// <summary>The request.</summary>
    public RoutingContext Request { get; } = new();

    /// <summary>What the script asked for.</summary>
    public TransactionSetup Setup { get; } = new();

    /// <summary>Reason lines of the CANCEL that came in, each with CRLF.</summary>
    public ReusableText CancelReason { get; } = new();

    /// <summary>Number of branches, of all legs.</summary>
    public int BranchCount { get; private set; }

    /// <summary>A branch by number, or null.</summary>
    public UacBranch? Branch(int index) => (uint)index < (uint)BranchCount ? _branches[index] : null;

    /// <summary>Adds a branch.</summary>
    public UacBranch AddBranch()
    {
        if (BranchCount == _branches.Length)
        {
            Array.Resize(ref _branches, Math.Max(1, BranchCount * 2));
            for (var i = BranchCount; i < _branches.Length; i++)
                _branches[i] = new UacBranch(this, i);
        }

        return _branches[BranchCount++];
    }

    /// <summary>Takes the last branch back.</summary>
    public void DropLastBranch() => _branches[--BranchCount].Clear();

    /// <summary>Forgets everything and goes back to the pool.</summary>
    public void Recycle()
    {
        Request.Reset();
        for (var i = 0; i < BranchCount; i++)
            _branches[i].Clear();

        BranchCount = 0;
        Setup.Clear();
        CancelReason.Clear();
        pool.Return(this);
    }
}
