namespace Signalbox.Modules.Tm;

/// <summary>Something that happens once and that a thread may wait for.</summary>
internal sealed class OneShot
{
    private readonly object _gate = new();
    private bool _isSet;

    /// <summary>It happened.</summary>
    public void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until it happened; false when the limit passed first.</summary>
    public bool Wait(TimeSpan limit)
    {
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (_gate)
        {
            while (!_isSet)
            {
                var left = end - Environment.TickCount64;
                if (left <= 0)
                    return false;

                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(left));
            }

            return true;
        }
    }
}
