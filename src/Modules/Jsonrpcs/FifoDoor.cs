using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>A FIFO that clients write requests into; each names the FIFO that it reads its reply from.</summary>
internal sealed class FifoDoor : JsonDoor
{
    private const int BufferBytes = 4096;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private readonly string _path;
    private readonly string _replyFolder;
    private readonly ILogger _log;
    private readonly FileStream _stream;
    private readonly Thread _thread;
    private readonly ByteWriter _reply = new();
    private volatile bool _isStopping;

    /// <summary>Makes the FIFO and begins to answer.</summary>
    /// <exception cref="ModuleStartException">It cannot be made.</exception>
    public FifoDoor(string path, string replyFolder, DoorOwner owner, JsonServer server, ILogger log)
        : base(server)
    {
        _path = path;
        _replyFolder = replyFolder;
        _log = log;
        Make(path);
        owner.Apply(path);

        // Open for both, so that reading does not end when a client closes, and so that a line wakes the reader up.
        _stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        _thread = new Thread(Serve) { IsBackground = true, Name = "jsonrpcs fifo" };
        _thread.Start();
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _isStopping = true;
        _stream.Write("\n"u8);
        if (_thread.Join(StopPatience))
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

    private void Serve()
    {
        var buffer = new byte[BufferBytes];
        var framer = new ObjectFramer();
        while (!_isStopping)
        {
            var count = _stream.Read(buffer);
            foreach (var value in buffer.AsSpan(0, count))
            {
                if (framer.Push(value))
                    Take(framer);
            }
        }
    }

    private void Take(ObjectFramer framer)
    {
        if (framer.IsTooLong)
            _log.LogError("{Path}: a request is longer than {Limit} bytes and was dropped", _path, ObjectFramer.MaxBytes);
        else if (framer.IsSpoiled)
            _log.LogError("{Path}: found text before a request on its line, expected {{ first; batches are not supported", _path);
        else if (Server.Read(framer.Object, _path) is { IsVersion2: true } request)
            Answer(request);
    }

    private void Answer(JsonRequest request)
    {
        if (!ReplyFifo.IsName(request.ReplyName))
        {
            _log.LogError("{Path}: found the reply_name \"{Name}\", expected the name of a FIFO without / \\ and .", _path, request.ReplyName);
            return;
        }

        _reply.Clear();
        Server.Answer(request, _reply);
        if (ReplyFifo.Write(Path.Combine(_replyFolder, request.ReplyName), _reply.Buffer, _reply.Length) is { } problem)
            _log.LogError("{Path}: reply lost: {Problem}", _path, problem);
    }
}
