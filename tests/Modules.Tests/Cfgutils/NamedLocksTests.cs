using Signalbox.Engine.Routing;
using Signalbox.Modules.Cfgutils;

namespace Signalbox.Modules.Tests.Cfgutils;

public sealed class NamedLocksTests
{
    private readonly WorkerState _one = new(0, "one");
    private readonly WorkerState _two = new(1, "two");

    [Fact]
    public void A_worker_never_waits_for_itself()
    {
        var locks = new NamedLocks(1);

        Assert.Equal(LockOutcome.Taken, locks.Enter(_one, "a", ""));
        Assert.Equal(LockOutcome.OwnedBySelf, locks.Enter(_one, "a", ""));
        Assert.Equal(LockOutcome.OwnedBySelf, locks.TryEnter(_one, "a", ""));
        Assert.Equal(LockOutcome.Taken, locks.Enter(_one, "b", ""));
        Assert.True(locks.Exit("a", ""));
        Assert.Equal(LockOutcome.Busy, locks.TryEnter(_two, "c", ""));
        Assert.True(locks.Exit("b", ""));
        Assert.Equal(LockOutcome.Taken, locks.TryEnter(_two, "c", ""));
    }

    [Fact]
    public void Unlocking_what_nobody_holds_is_told() => Assert.False(new NamedLocks(4).Exit("a", ""));

    [Fact]
    public async Task A_waiting_worker_gets_the_lock_when_it_is_given_back()
    {
        var locks = new NamedLocks(16);
        locks.Enter(_one, "a", "b");

        var waiting = Task.Run(() => locks.Enter(_two, "a", "b"));
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);
        locks.Exit("a", "b");

        Assert.Equal(LockOutcome.Taken, await waiting);
    }

    [Fact]
    public void Two_workers_with_a_lock_do_not_lose_a_count()
    {
        var locks = new NamedLocks(2);
        var count = 0;
        Parallel.ForEach([_one, _two], worker =>
        {
            for (var i = 0; i < 5000; i++)
            {
                Assert.Equal(LockOutcome.Taken, locks.Enter(worker, "k", ""));
                count++;
                locks.Exit("k", "");
            }
        });

        Assert.Equal(10000, count);
    }
}
