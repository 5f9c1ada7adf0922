namespace Signalbox.Modules.Tm;

/// <summary>The transactions of a bucket, oldest first. The lock of its stripe guards it.</summary>
internal struct TransactionBucket
{
    private const int FirstSize = 4;
    private const int MaxKept = 64;
    private TransactionEntry[]? _entries;
    private int _count;

    /// <summary>The entries.</summary>
    public readonly ReadOnlySpan<TransactionEntry> Entries => _entries.AsSpan(0, _count);

    /// <summary>Adds one.</summary>
    public void Add(in TransactionEntry entry)
    {
        _entries ??= new TransactionEntry[FirstSize];
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);

        _entries[_count++] = entry;
    }

    /// <summary>Takes one out.</summary>
    public bool Remove(Transaction transaction)
    {
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_entries![i].Transaction, transaction))
            {
                RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    private void RemoveAt(int index)
    {
        _count--;
        Array.Copy(_entries!, index + 1, _entries!, index, _count - index);
        _entries![_count] = default;
        if (_count == 0 && _entries.Length > MaxKept)
            _entries = null;
    }
}
