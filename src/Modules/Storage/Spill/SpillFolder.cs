namespace Signalbox.Modules.Storage.Spill;

/// <summary>
/// A folder of segments that this process alone uses. When another live process has it, the next of <c>PATH.2</c>,
/// <c>PATH.3</c>… is taken.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private const int MaxUsers = 16;
    private const string Pattern = "*.spill";
    private readonly FileStream _lock;
    private long _last;

    private SpillFolder(string path, FileStream locked)
    {
        Location = path;
        _lock = locked;
        Existing = [.. Directory.EnumerateFiles(path, Pattern).Order(StringComparer.Ordinal)];
        _last = Existing.Count == 0 ? 0 : NumberOf(Existing[^1]);
    }

    /// <summary>The folder, which may be another than was asked for.</summary>
    public string Location { get; }

    /// <summary>Segments that an earlier process left, oldest first.</summary>
    public IReadOnlyList<string> Existing { get; }

    /// <summary>Makes and takes the folder.</summary>
    /// <exception cref="IOException">It cannot be made, or all are taken.</exception>
    public static SpillFolder Open(string path)
    {
        foreach (var one in Paths(path))
        {
            try
            {
                Directory.CreateDirectory(one);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new IOException(exception.Message, exception);
            }

            if (TryLock(one) is { } locked)
                return new SpillFolder(one, locked);
        }

        throw new IOException($"{path} and all names like it are in use by other processes");
    }

    /// <summary>The path of a new segment; its name sorts after all others.</summary>
    public string NextPath() => Path.Combine(Location, $"{++_last:D16}.spill");

    /// <summary>Gives the folder back; an empty one goes.</summary>
    public void Dispose()
    {
        var isEmpty = !Directory.EnumerateFiles(Location, Pattern).Any();
        if (isEmpty)
            File.Delete(_lock.Name);

        _lock.Dispose();
        if (isEmpty && !Directory.EnumerateFileSystemEntries(Location).Any())
            Directory.Delete(Location);
    }

    private static FileStream? TryLock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Paths(string path) =>
        Enumerable.Range(1, MaxUsers).Select(number => number == 1 ? path : $"{path}.{number}");

    private static long NumberOf(string path) => long.TryParse(Path.GetFileNameWithoutExtension(path), out var number) ? number : 0;
}
