using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>Timers on a clock that a test turns; allocates nothing once its list has grown.</summary>
internal sealed class StillTimers(WorkerState worker) : ITimers
{
    private readonly List<(TimerNode Node, long Due)> _waiting = new(64);

    public long NowMilliseconds { get; private set; }

    public int Count => _waiting.Count;

    public void Schedule(TimerNode node, TimeSpan after)
    {
        Cancel(node);
        _waiting.Add((node, NowMilliseconds + (long)after.TotalMilliseconds));
    }

    public void Cancel(TimerNode node)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_waiting[i].Node, node))
                _waiting.RemoveAt(i);
        }
    }

    public void Advance(long milliseconds)
    {
        var end = NowMilliseconds + milliseconds;
        while (TakeNext(end) is { } node)
            node.Fire(worker);

        NowMilliseconds = end;
    }

    private TimerNode? TakeNext(long end)
    {
        var first = -1;
        for (var i = 0; i < _waiting.Count; i++)
        {
            if (_waiting[i].Due <= end && (first < 0 || _waiting[i].Due < _waiting[first].Due))
                first = i;
        }

        if (first < 0)
            return null;

        var (node, due) = _waiting[first];
        _waiting.RemoveAt(first);
        NowMilliseconds = Math.Max(NowMilliseconds, due);
        return node;
    }
}
