using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>Timers that fire when a test says so.</summary>
internal sealed class FakeTimers : ITimers
{
    public List<TimerNode> Waiting { get; } = [];

    public long NowMilliseconds => 0;

    public void Schedule(TimerNode node, TimeSpan after)
    {
        Waiting.Remove(node);
        Waiting.Add(node);
    }

    public void Cancel(TimerNode node) => Waiting.Remove(node);

    public void FireAll(WorkerState worker)
    {
        foreach (var node in Waiting.ToArray())
        {
            Waiting.Remove(node);
            node.Fire(worker);
        }
    }
}
