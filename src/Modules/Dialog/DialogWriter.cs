using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Takes changed calls to the database on a thread of its own: at once, now and then, or at the end.</summary>
/// <param name="store">The tables.</param>
/// <param name="queue">What has changed.</param>
/// <param name="services">The log.</param>
/// <param name="period">Time between two writes; zero = at once, infinite = only at the end.</param>
internal sealed class DialogWriter(DialogStore store, DialogQueue queue, DialogServices services, TimeSpan period) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private readonly AutoResetEvent _changed = new(initialState: false);
    private readonly Lock _gate = new();
    private Thread? _thread;
    private volatile bool _isStopped;

    /// <summary>Begins.</summary>
    public void Start()
    {
        if (period == TimeSpan.Zero)
            queue.Added = () => _changed.Set();

        queue.TakesNew = period != Timeout.InfiniteTimeSpan;
        if (!queue.TakesNew)
            return;

        _thread = new Thread(Run) { IsBackground = true, Name = "dialog database" };
        _thread.Start();
    }

    /// <summary>Writes what is left and ends.</summary>
    public void Stop()
    {
        _isStopped = true;
        _changed.Set();
        _thread?.Join(Retry);
        if (period == Timeout.InfiniteTimeSpan)
        {
            foreach (var dialog in services.Table.All())
                queue.AddAnswered(dialog);
        }

        TryFlush();
    }

    /// <inheritdoc />
    public void Dispose() => _changed.Dispose();

    private void Run()
    {
        while (!_isStopped)
        {
            _changed.WaitOne(period == TimeSpan.Zero ? Retry : period);
            if (!_isStopped && !TryFlush())
                _changed.WaitOne(Retry);
        }
    }

    private bool TryFlush()
    {
        try
        {
            lock (_gate)
                store.Flush(queue);

            return true;
        }
        catch (StoreException fault)
        {
            services.Log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: calls wait for the database: {fault.Message}"));
            return false;
        }
    }
}
