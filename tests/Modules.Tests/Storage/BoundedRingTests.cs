using Signalbox.Modules.Storage.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Storage;

public sealed class BoundedRingTests
{
    [Fact]
    public void Items_come_out_in_order_and_a_full_ring_refuses()
    {
        var ring = new BoundedRing<string>(4);

        for (var round = 0; round < 3; round++)
        {
            foreach (var item in (string[])["a", "b", "c", "d"])
                Assert.True(ring.TryEnqueue(item));

            Assert.False(ring.TryEnqueue("e"));
            foreach (var item in (string[])["a", "b", "c", "d"])
                Assert.True(ring.TryDequeue(out var taken) && taken == item);

            Assert.False(ring.TryDequeue(out _));
        }
    }

    [Fact]
    public void Nothing_is_lost_or_doubled_between_many_threads()
    {
        const int PerThread = 50_000;
        var ring = new BoundedRing<object>(256);
        long taken = 0;
        var producers = Enumerable.Range(0, 3).Select(_ => new Thread(() => Produce(ring, PerThread))).ToArray();
        var consumers = Enumerable.Range(0, 2).Select(_ => new Thread(() => Consume(ring, ref taken, 3 * PerThread))).ToArray();

        foreach (var thread in producers.Concat(consumers))
            thread.Start();
        foreach (var thread in producers.Concat(consumers))
            thread.Join();

        Assert.Equal(3 * PerThread, taken);
        Assert.False(ring.TryDequeue(out _));
    }

    private static void Produce(BoundedRing<object> ring, int count)
    {
        var item = new object();
        while (count > 0)
        {
            if (ring.TryEnqueue(item))
                count--;
            else
                Thread.Yield();
        }
    }

    private static void Consume(BoundedRing<object> ring, ref long taken, int goal)
    {
        while (Interlocked.Read(ref taken) < goal)
        {
            if (ring.TryDequeue(out _))
                Interlocked.Increment(ref taken);
            else
                Thread.Yield();
        }
    }
}
