namespace Signalbox.Engine.Transport;

/// <summary>Counts the bytes that wait for all peers, and says when they are too many.</summary>
internal sealed class QueueBudget
{
    private long _used;

    /// <summary>Bytes that wait.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="max">Limit of all bytes.</param>
    /// <param name="mustTake">True when they have to be taken whatever the limit is.</param>
    public bool TryTake(int bytes, long max, bool mustTake)
    {
        if (Interlocked.Add(ref _used, bytes) <= max || mustTake)
            return true;

        Return(bytes);
        return false;
    }

    /// <summary>Gives bytes back that went out or are given up.</summary>
    public void Return(int bytes) => Interlocked.Add(ref _used, -bytes);
}
