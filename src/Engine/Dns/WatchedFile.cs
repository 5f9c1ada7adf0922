using Signalbox.Engine.Files;

namespace Signalbox.Engine.Dns;

/// <summary>What a small system file says, read again when it changed; looked at every few seconds at most.</summary>
/// <typeparam name="T">What is read from it.</typeparam>
internal sealed class WatchedFile<T>
    where T : class
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly string _path;
    private readonly Func<IEnumerable<string>, T> _read;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTime _changed;
    private long _lookedAt;
    private T? _content;

    /// <summary>Reads nothing yet.</summary>
    public WatchedFile(string path, Func<IEnumerable<string>, T> read, TimeProvider time)
    {
        _path = path;
        _read = read;
        _time = time;
    }

    /// <summary>What the file says; what an empty one would say when it is not there or too large.</summary>
    public T Content
    {
        get
        {
            // Messages come here: no lock while the file is fresh.
            if (Volatile.Read(ref _content) is { } known && _time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) <= Pause)
                return known;

            lock (_gate)
            {
                if (_content is null || _time.GetElapsedTime(_lookedAt) > Pause)
                    Look();

                return _content!;
            }
        }
    }

    private void Look()
    {
        Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
        try
        {
            var file = new FileInfo(_path);
            if (_content is not null && file.LastWriteTimeUtc == _changed)
                return;

            _changed = file.LastWriteTimeUtc;
            Volatile.Write(ref _content, _read(file.Exists ? PlainFile.ReadLines(_path, MaxBytes) : []));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _content ??= _read([]);
        }
    }
}
