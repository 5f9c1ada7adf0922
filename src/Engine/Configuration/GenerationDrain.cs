using Microsoft.Extensions.Logging;
using Signalbox.Engine.Hosting;

namespace Signalbox.Engine.Configuration;

/// <summary>Waits until nobody uses an old generation any more, then stops its modules.</summary>
internal sealed class GenerationDrain(WorkerRegistry workers, ModuleLife modules, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Longer than any transaction lives (max_inv_lifetime 180 s).
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TidyPause = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private long _tidied;
    private bool _isTidyDue;
    private readonly List<Snapshot> _old = [];
    private readonly CancellationTokenSource _hurry = new();

    /// <summary>Called when a generation has ended, with the number of the oldest one that is still waited for.</summary>
    public Action<int> Ended { get; set; } = static _ => { };

    /// <summary>From now on the generation is one of those that are waited for.</summary>
    public void Expect(Snapshot snapshot)
    {
        lock (_gate)
            _old.Add(snapshot);
    }

    /// <summary>Waits for an expected generation, which is not live any more, then stops its modules.</summary>
    public void Retire(Snapshot snapshot) => _ = Task.Run(() => DrainAsync(snapshot));

    /// <summary>The live generation and those that wait, oldest last.</summary>
    public IReadOnlyList<GenerationStatus> Active(Snapshot current)
    {
        var all = new List<GenerationStatus> { Status(current) };
        lock (_gate)
        {
            for (var i = _old.Count - 1; i >= 0; i--)
                all.Add(Status(_old[i]));
        }

        return all;
    }

    /// <summary>At the end of the server: stops the modules of all generations, whoever still refers to them.</summary>
    /// <param name="last">The one that was live.</param>
    /// <param name="limit">Longest wait for older generations, which go first because modules share state by name.</param>
    public async Task FinishAsync(Snapshot last, TimeSpan limit)
    {
        await _hurry.CancelAsync();
        for (var begin = time.GetTimestamp(); WaitsForOld() && time.GetElapsedTime(begin) < limit;)
            await Task.Delay(Pause, time);

        await modules.StopAsync(last);
    }

    private static GenerationStatus Status(Snapshot snapshot) => new(snapshot.Generation, snapshot.References, snapshot.Since);

    private bool WaitsForOld()
    {
        lock (_gate)
            return _old.Count > 0;
    }

    private async Task DrainAsync(Snapshot snapshot)
    {
        var begin = time.GetTimestamp();
        while (LiveSnapshot.IsInUse(snapshot, workers.Workers) && !_hurry.IsCancellationRequested)
        {
            if (time.GetElapsedTime(begin) > Limit)
            {
                logger.LogWarning("generation {Generation} ends with {References} users left", snapshot.Generation, snapshot.References);
                break;
            }

            await Task.Delay(Pause, time);
        }

        await modules.StopAsync(snapshot);
        var oldest = int.MaxValue;
        lock (_gate)
        {
            _old.Remove(snapshot);
            foreach (var other in _old)
                oldest = Math.Min(oldest, other.Generation);
        }

        Ended(oldest);

        // By itself: what waits here would keep this very generation from being collected.
        _ = Task.Run(TidyAsync);
    }

    // What an old generation held has moved to the oldest part of the heap, where a server that allocates nothing per
    // message would leave it for ever. Now and then is enough: the pause is some milliseconds. The last one is never left out.
    private async Task TidyAsync()
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (_isTidyDue)
                return;

            _isTidyDue = true;
            wait = _tidied == 0 ? TimeSpan.Zero : TidyPause - time.GetElapsedTime(_tidied);
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        lock (_gate)
        {
            _isTidyDue = false;
            _tidied = time.GetTimestamp();
        }

        if (!_hurry.IsCancellationRequested)
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
