using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class RouteWorkersTests : IDisposable
{
    private readonly WorkerRegistry _registry = new();
    private readonly ManualResetEventSlim _release = new();
    private readonly RouteWorkers _workers;
    private int _done;

    public RouteWorkersTests() => _workers = new RouteWorkers(_registry, new FaultLog(NullLogger.Instance));

    public void Dispose()
    {
        _release.Set();
        _workers.Dispose();
        _release.Dispose();
    }

    [Fact]
    public void Before_the_start_work_runs_on_the_thread_that_posts()
    {
        Assert.True(_workers.TryPost(new Work(() => _done++)));

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task Work_that_blocks_does_not_hold_up_other_work()
    {
        _workers.Start();
        for (var i = 0; i < RouteWorkers.MaxThreads - 1; i++)
            Assert.True(_workers.TryPost(new Work(_release.Wait)));

        Assert.True(_workers.TryPost(new Work(() => Interlocked.Increment(ref _done))));

        await Wait.UntilAsync(() => Volatile.Read(ref _done) == 1);
    }

    [Fact]
    public async Task Threads_have_a_limit_and_so_has_the_queue()
    {
        _workers.Start();
        var accepted = 0;
        while (accepted < 2 * RouteWorkers.MaxWaiting && _workers.TryPost(new Work(WaitAndCount)))
            accepted++;

        Assert.InRange(accepted, RouteWorkers.MaxWaiting, RouteWorkers.MaxWaiting + RouteWorkers.MaxThreads);
        Assert.InRange(_registry.Workers.Count, 1, RouteWorkers.MaxThreads);

        _release.Set();
        await Wait.UntilAsync(() => Volatile.Read(ref _done) == accepted);
    }

    [Fact]
    public async Task A_defect_costs_the_work_and_not_the_thread()
    {
        _workers.Start();
        _workers.TryPost(new Work(() => throw new InvalidOperationException("a defect")));
        _workers.TryPost(new Work(() => Interlocked.Increment(ref _done)));

        await Wait.UntilAsync(() => Volatile.Read(ref _done) == 1 && _registry.Total().Faults == 1);
    }

    private void WaitAndCount()
    {
        _release.Wait();
        Interlocked.Increment(ref _done);
    }

    private sealed class Work(Action action) : IRouteWork
    {
        public void Run(WorkerState worker) => action();
    }
}
