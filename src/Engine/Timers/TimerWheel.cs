using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Timers;

/// <summary>The timers of the server: a thread with a worker of its own, ticks of 10 ms, nothing allocated per timer.</summary>
internal sealed class TimerWheel : ITimers, IDisposable
{
    /// <summary>Length of a tick.</summary>
    public const int TickMilliseconds = 10;

    private const int Shards = 8;
    private readonly TimerShard[] _shards = new TimerShard[Shards];
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly WorkerState _worker;
    private readonly FaultLog _faults;
    private readonly ManualResetEventSlim _stop = new(initialState: false, spinCount: 0);
    private Thread? _thread;

    /// <summary>Creates a wheel that stands still until <see cref="Start"/>.</summary>
    public TimerWheel(TimeProvider time, WorkerState worker, FaultLog faults)
    {
        _time = time;
        _start = time.GetTimestamp();
        _worker = worker;
        _faults = faults;
        for (var i = 0; i < Shards; i++)
            _shards[i] = new TimerShard();
    }

    /// <inheritdoc />
    public long NowMilliseconds => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Nodes that wait.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var shard in _shards)
                count += shard.Count;

            return count;
        }
    }

    /// <inheritdoc />
    public void Schedule(TimerNode node, TimeSpan after)
    {
        var due = NowMilliseconds + Math.Max(0, (long)after.TotalMilliseconds);
        ShardOf(node).Schedule(node, (due + TickMilliseconds - 1) / TickMilliseconds);
    }

    /// <inheritdoc />
    public void Cancel(TimerNode node) => ShardOf(node).Cancel(node);

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        _thread = WorkerThread.Create("timer", Run);
        _thread.Start();
    }

    /// <summary>Fires everything that is due by now.</summary>
    public void Advance()
    {
        var tick = NowMilliseconds / TickMilliseconds;
        foreach (var shard in _shards)
        {
            shard.Advance(tick);
            while (shard.TakeExpired() is { } node)
                Fire(node);
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (_thread is { } thread && thread.Join(TimeSpan.FromSeconds(5)))
            _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Wait(TickMilliseconds))
            Advance();
    }

    private void Fire(TimerNode node)
    {
        try
        {
            node.Fire(_worker);
        }
        catch (Exception defect)
        {
            _faults.Report(_worker, defect, "a timer");
        }
    }

    private TimerShard ShardOf(TimerNode node) => _shards[node.Shard & (Shards - 1)];
}
