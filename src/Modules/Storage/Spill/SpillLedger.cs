using System.IO.MemoryMappedFiles;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>
/// Two counters in a file that is mapped into memory: rows accepted, and rows that the database or the disk has, or that were
/// given up. They outlive a process that is killed, so its successor can say how many rows were lost with it.
/// </summary>
internal sealed unsafe class SpillLedger : IDisposable
{
    /// <summary>Its name in the folder of the segments.</summary>
    public const string FileName = "ledger";
    private const int FileBytes = 4096;
    private const int SettledOffset = 64;
    private const long Mark = 0x31474C5053_4253;

    private readonly string _path;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _accepted;
    private readonly long* _settled;

    private SpillLedger(string path, FileStream stream)
    {
        _path = path;
        using var file = MemoryMappedFile.CreateFromFile(stream, null, FileBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = file.CreateViewAccessor(0, FileBytes);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _accepted = (long*)start + 1;
        _settled = (long*)(start + SettledOffset);
    }

    /// <summary>Rows that the process before had in memory when it was killed; 0 after an orderly end.</summary>
    public long LostBefore { get; private init; }

    /// <summary>Starts the counters in a folder that is this process's own.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public static SpillLedger Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            var bytes = new byte[FileBytes];
            var isWhole = stream.ReadAtLeast(bytes, FileBytes, throwOnEndOfStream: false) == FileBytes && BitConverter.ToInt64(bytes) == Mark;
            var lost = isWhole ? BitConverter.ToInt64(bytes, sizeof(long)) - BitConverter.ToInt64(bytes, SettledOffset) : 0;

            // Written, not only made longer: a page that a full disk has no room for would end the process when it is touched.
            var fresh = new byte[FileBytes];
            BitConverter.TryWriteBytes(fresh, Mark);
            stream.Position = 0;
            stream.Write(fresh);
            return new SpillLedger(path, stream) { LostBefore = Math.Max(0, lost) };
        }
        catch (IOException)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Counts a row that a worker handed in.</summary>
    public void Accept() => Add(_accepted, 1);

    /// <summary>Counts rows that are in memory alone no more.</summary>
    public void Settle(int rows) => Add(_settled, rows);

    /// <summary>Ends in order: the next process has nothing to tell.</summary>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        File.Delete(_path);
    }

    // A worker that is late must find the memory there or be refused, never touch what is no more.
    private void Add(long* counter, int rows)
    {
        var isHeld = false;
        try
        {
            _view.SafeMemoryMappedViewHandle.DangerousAddRef(ref isHeld);
            Interlocked.Add(ref *counter, rows);
        }
        catch (ObjectDisposedException)
        {
            // The end was in order and nobody reads the counters any more.
        }
        finally
        {
            if (isHeld)
                _view.SafeMemoryMappedViewHandle.DangerousRelease();
        }
    }
}
