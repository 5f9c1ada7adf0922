using Signalbox.Engine.Files;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// Reloads when a file of the live generation has changed (reload_watch). It looks again and again, which also works where
/// the system tells nothing, and waits until the files are quiet: an editor may write in several steps.
/// </summary>
/// <param name="current">Gives the live generation; null when there is none.</param>
/// <param name="tried">Gives the files that the last load asked for: those of a refused one are waited for, too.</param>
/// <param name="trigger">Reloads.</param>
/// <param name="time">Clock.</param>
internal sealed class SourceWatch(Func<Snapshot?> current, Func<IReadOnlyList<string>> tried, ReloadTrigger trigger, TimeProvider time)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _end = new();
    private int _seen;
    private int _handled;

    /// <summary>Begins to look.</summary>
    public void Start() => _ = RunAsync();

    /// <summary>Ends it.</summary>
    public void Stop() => _end.Cancel();

    /// <summary>Looks once; reloads when files that were quiet since the last look differ from what was loaded.</summary>
    public async Task LookAsync()
    {
        if (current() is not { } snapshot)
            return;

        var paths = PathsOf(snapshot);
        var stamp = StampOf(paths);
        var isQuiet = stamp == _seen;
        _seen = stamp;
        if (!isQuiet || stamp == _handled)
            return;

        if (Differs(snapshot.Files) && (await trigger.FireAsync("a changed file")).IsBusy)
            return;

        // Whatever came of it: the same files are not tried twice. The load may have asked for others, which are watched from now on.
        _handled = stamp;
        if (current() is { } next && StampOf(paths) == stamp)
            _handled = _seen = StampOf(PathsOf(next));
    }

    private SortedSet<string> PathsOf(Snapshot snapshot)
    {
        var paths = new SortedSet<string>(snapshot.Files.Keys, StringComparer.Ordinal);
        paths.UnionWith(tried());
        return paths;
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var seconds = current()?.Settings.ReloadWatch ?? 0;
            if (seconds > 0)
                await LookAsync();

            try
            {
                await Task.Delay(seconds > 0 ? TimeSpan.FromSeconds(seconds) : Idle, time, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static int StampOf(IEnumerable<string> paths)
    {
        var stamp = new HashCode();
        foreach (var path in paths)
        {
            var file = new FileInfo(path);
            stamp.Add(path, StringComparer.Ordinal);
            stamp.Add(file.Exists ? file.LastWriteTimeUtc.Ticks : 0);
            stamp.Add(file.Exists ? file.Length : -1);
        }

        return stamp.ToHashCode();
    }

    private static bool Differs(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            try
            {
                if (PlainFile.ReadText(path) != text)
                    return true;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return true;
            }
        }

        return false;
    }
}
