using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Testing;
using Xunit;

namespace Engine.Tests.Timers;

public sealed class TimerWheelTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TimerWheel _wheel;

    public TimerWheelTests() => _wheel = new TimerWheel(_time, new WorkerState(0, "timer"), new FaultLog(NullLogger.Instance));

    public void Dispose() => _wheel.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(500)]
    [InlineData(32_000)]
    [InlineData(41_000)]
    [InlineData(180_000)]
    public void A_timer_fires_once_at_its_time_and_not_before(int milliseconds)
    {
        var node = new Node();
        Forward(7);
        _wheel.Schedule(node, TimeSpan.FromMilliseconds(milliseconds));

        Forward(milliseconds - 1);
        Assert.Equal(0, node.Fired);

        Forward(TimerWheel.TickMilliseconds + 1);
        Assert.Equal(1, node.Fired);

        Forward(200_000);
        Assert.Equal(1, node.Fired);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void A_cancelled_timer_does_not_fire()
    {
        var node = new Node();
        _wheel.Schedule(node, TimeSpan.FromSeconds(1));
        _wheel.Cancel(node);
        _wheel.Cancel(node);
        Forward(2000);

        Assert.Equal(0, node.Fired);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void Scheduling_again_moves_a_timer()
    {
        var node = new Node();
        _wheel.Schedule(node, TimeSpan.FromSeconds(1));
        _wheel.Schedule(node, TimeSpan.FromSeconds(3));
        Forward(2900);
        Assert.Equal(0, node.Fired);

        Forward(200);
        Assert.Equal(1, node.Fired);
    }

    [Fact]
    public void A_timer_may_cancel_another_of_the_same_tick_and_schedule_itself()
    {
        var second = new Node();
        var first = new Node();
        first.Do = () => _wheel.Cancel(second);
        second.Do = () => _wheel.Cancel(first);
        _wheel.Schedule(first, TimeSpan.FromSeconds(1));
        _wheel.Schedule(second, TimeSpan.FromSeconds(1));
        Forward(1010);
        Assert.Equal(1, first.Fired + second.Fired);

        var periodic = new Node();
        periodic.Do = () => _wheel.Schedule(periodic, TimeSpan.Zero);
        _wheel.Schedule(periodic, TimeSpan.Zero);
        for (var i = 0; i < 10; i++)
            Forward(10);

        Assert.Equal(10, periodic.Fired);
    }

    [Fact]
    public void A_timer_that_throws_does_not_keep_others_from_firing()
    {
        var bad = new Node { Do = () => throw new InvalidOperationException("boom") };
        var good = new Node();
        _wheel.Schedule(bad, TimeSpan.FromSeconds(1));
        _wheel.Schedule(good, TimeSpan.FromSeconds(1));
        Forward(1010);

        Assert.Equal(1, good.Fired);
    }

    [Fact]
    public void A_hundred_thousand_timers_all_fire_and_none_is_allocated_for()
    {
        var nodes = new Node[100_000];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = new Node();

        var random = new Random(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var node in nodes)
            _wheel.Schedule(node, TimeSpan.FromMilliseconds(random.Next(100_000)));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        for (var i = 0; i < 1010; i++)
            Forward(100);

        Assert.All(nodes, node => Assert.Equal(1, node.Fired));
    }

    [Fact]
    public async Task Many_threads_may_schedule_and_cancel_while_the_wheel_turns()
    {
        using var wheel = new TimerWheel(TimeProvider.System, new WorkerState(0, "timer"), new FaultLog(NullLogger.Instance));
        wheel.Start();
        var left = await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => Churn(wheel, seed))));
        await Task.Delay(100);

        Assert.All(left.SelectMany(nodes => nodes), node => Assert.True(node.Fired > 0));
        Assert.Equal(0, wheel.Count);
    }

    private static List<Node> Churn(TimerWheel wheel, int seed)
    {
        var random = new Random(seed);
        var nodes = Enumerable.Range(0, 200).Select(_ => new Node()).ToList();
        for (var i = 0; i < 100_000; i++)
        {
            var node = nodes[random.Next(nodes.Count)];
            if (random.Next(3) == 0)
                wheel.Cancel(node);
            else
                wheel.Schedule(node, TimeSpan.FromMilliseconds(random.Next(30)));
        }

        foreach (var node in nodes)
            wheel.Schedule(node, TimeSpan.FromMilliseconds(20));

        return nodes;
    }

    private void Forward(int milliseconds)
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        _wheel.Advance();
    }

    private sealed class Node : TimerNode
    {
        public int Fired;

        public Action? Do { get; set; }

        public override void Fire(WorkerState worker)
        {
            Interlocked.Increment(ref Fired);
            Do?.Invoke();
        }
    }
}
