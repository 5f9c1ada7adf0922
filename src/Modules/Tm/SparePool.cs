namespace Signalbox.Modules.Tm;

/// <summary>
/// Spare objects of some workers. It holds as many as the load of the last minutes needed at once, so that a steady
/// load makes no new ones: what stays unused for a minute goes, by halves. Timers end most transactions on another thread,
/// hence the lock.
/// </summary>
/// <param name="make">Makes a new one, which comes back to this pool.</param>
internal sealed class SparePool<T>(Func<SparePool<T>, T> make)
    where T : class, ISpare<T>
{
    private const int MaxSpare = 65536;
    private const long TrimMilliseconds = 60_000;
    private readonly Lock _gate = new();
    private T? _first;
    private int _count;
    private int _unused;
    private long _nextTrim = Environment.TickCount64 + TrimMilliseconds;

    /// <summary>A spare one, or a new one.</summary>
    public T Rent()
    {
        lock (_gate)
        {
            if (_first is not { } spare)
            {
                _unused = 0;
                return make(this);
            }

            _first = spare.Next;
            _unused = Math.Min(_unused, --_count);
            spare.Next = null;
            return spare;
        }
    }

    /// <summary>Takes back a cleared one.</summary>
    public void Return(T spare)
    {
        lock (_gate)
        {
            if (_count >= MaxSpare)
                return;

            spare.Next = _first;
            _first = spare;
            _count++;
            if (Environment.TickCount64 >= _nextTrim)
                Trim();
        }
    }

    // Half of what nobody asked for since the last time.
    private void Trim()
    {
        for (var drop = (_unused + 1) / 2; drop > 0 && _first is { } spare; drop--)
        {
            _first = spare.Next;
            spare.Next = null;
            _count--;
        }

        _unused = _count;
        _nextTrim = Environment.TickCount64 + TrimMilliseconds;
    }
}
