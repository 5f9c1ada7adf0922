namespace Signalbox.Modules.Tm;

/// <summary>Spare transactions of some workers. Timers end most transactions on another thread, hence the lock.</summary>
internal sealed class TransactionPool
{
    private const int MaxSpare = 1024;
    private readonly Lock _gate = new();
    private Transaction? _first;
    private int _count;

    /// <summary>A spare transaction, or a new one.</summary>
    public Transaction Rent()
    {
        lock (_gate)
        {
            if (_first is not { } spare)
                return new Transaction(this);

            _first = spare.Next;
            _count--;
            spare.Next = null;
            return spare;
        }
    }

    /// <summary>Takes back a cleared transaction.</summary>
    public void Return(Transaction transaction)
    {
        lock (_gate)
        {
            if (_count >= MaxSpare)
                return;

            transaction.Next = _first;
            _first = transaction;
            _count++;
        }
    }
}
