using System.Runtime.InteropServices;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Files;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>A FIFO that clients write requests into, and the thread that reads it. Making it again replaces one that nobody reads.</summary>
internal sealed class RequestFifo : IAsyncDisposable
{
    private const int BufferBytes = 4096;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private readonly string _path;
    private readonly Action<byte> _take;
    private readonly FileStream _stream;
    private volatile bool _isStopping;
    private Thread? _thread;

    /// <summary>Makes the FIFO; what clients write waits in it until <see cref="Serve"/>.</summary>
    /// <param name="path">Its file name.</param>
    /// <param name="owner">Its mode and owner.</param>
    /// <param name="take">Gets each byte, on the thread of the FIFO; must not throw.</param>
    /// <exception cref="ModuleStartException">It cannot be made.</exception>
    public RequestFifo(string path, DoorOwner owner, Action<byte> take)
    {
        _path = path;
        _take = take;
        Make(path);
        owner.Apply(path);

        // Open for both, so that reading does not end when a client closes, and so that a line wakes the reader up.
        _stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Begins to read, if it does not yet.</summary>
    public void Serve()
    {
        if (_thread is not null)
            return;

        _thread = new Thread(Read) { IsBackground = true, Name = "control fifo" };
        _thread.Start();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _isStopping = true;
        if (_thread is null || IsReaderGone(_thread))
            _stream.Dispose();

        File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    private static void Make(string path)
    {
        if (!OperatingSystem.IsLinux())
            throw new ModuleStartException($"cannot make the FIFO {path}: FIFOs are there on Linux only");

        if (FileStatus.TryRead(path, out var status))
            RemoveStale(path, status);

        if (LibraryCalls.MakeFifo(path, 0) != 0)
            throw new ModuleStartException($"cannot make the FIFO {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static void RemoveStale(string path, in FileStatus status)
    {
        if (!status.IsFifo)
            throw new ModuleStartException($"cannot make the FIFO {path}: there is a file of that name");

        var reader = LibraryCalls.Open(path, LibraryCalls.WriteWithoutWaiting);
        if (reader >= 0)
        {
            _ = LibraryCalls.Close(reader);
            throw new ModuleStartException($"cannot make the FIFO {path}: another process reads it");
        }

        File.Delete(path);
    }

    private bool IsReaderGone(Thread reader)
    {
        _stream.Write("\n"u8);
        return reader.Join(StopPatience);
    }

    private void Read()
    {
        var buffer = new byte[BufferBytes];
        while (!_isStopping)
        {
            foreach (var value in buffer.AsSpan(0, _stream.Read(buffer)))
                _take(value);
        }
    }
}
