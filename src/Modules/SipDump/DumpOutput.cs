using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.SipDump;

/// <summary>One open dump file. What is written counts once it is committed; after a failure the rest is cut off again, so that no file ends in half a record.</summary>
internal abstract class DumpOutput : IDisposable
{
    private const int FlushBytes = 256 * 1024;
    private readonly FileStream _file;
    private long _committed;

    /// <summary>Opens the file.</summary>
    protected DumpOutput(string path)
    {
        Path = path;
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>What is not written yet.</summary>
    protected ByteWriter Pending { get; } = new(64 * 1024);

    /// <summary>Takes a record; writes when much is waiting.</summary>
    /// <returns>False when the form of the file cannot hold it.</returns>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public bool Add(DumpRecord record)
    {
        if (Pending.Length > FlushBytes)
            Flush();

        return TryFormat(record);
    }

    /// <summary>Hands everything to the system.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Flush()
    {
        _file.Write(Pending.Written);
        Pending.Clear();
    }

    /// <summary>What was flushed stays.</summary>
    public void Commit() => _committed = _file.Position;

    /// <summary>Forgets what was not committed.</summary>
    public void RollBack()
    {
        Pending.Clear();
        try
        {
            _file.SetLength(_committed);
        }
        catch (IOException)
        {
            // The disk is gone: nothing can be made better.
            _committed = 0;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _file.Dispose();
    }

    /// <summary>Appends the form of the record to <see cref="Pending"/>.</summary>
    protected abstract bool TryFormat(DumpRecord record);
}
