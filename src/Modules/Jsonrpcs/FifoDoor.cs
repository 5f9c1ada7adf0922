using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>A FIFO that clients write requests into; each names the FIFO that it reads its reply from.</summary>
internal sealed class FifoDoor : JsonDoor
{
    private readonly string _path;
    private readonly string _replyFolder;
    private readonly ILogger _log;
    private readonly ObjectFramer _framer = new();
    private readonly ByteWriter _reply = new();
    private readonly RequestFifo _fifo;

    /// <summary>Makes the FIFO.</summary>
    /// <exception cref="ModuleStartException">It cannot be made.</exception>
    public FifoDoor(string path, string replyFolder, DoorOwner owner, JsonServer server, ILogger log)
        : base(server)
    {
        _path = path;
        _replyFolder = replyFolder;
        _log = log;
        _fifo = new RequestFifo(path, owner, Take);
    }

    /// <inheritdoc />
    public override void Serve() => _fifo.Serve();

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _fifo.DisposeAsync();

    private void Take(byte value)
    {
        if (!_framer.Push(value))
            return;

        if (_framer.IsTooLong)
            _log.LogError("{Path}: a request is longer than {Limit} bytes and was dropped", _path, ObjectFramer.MaxBytes);
        else if (_framer.IsSpoiled)
            _log.LogError("{Path}: found text before a request on its line, expected {{ first; batches are not supported", _path);
        else if (Server.Read(_framer.Object, _path) is { IsVersion2: true } request)
            Answer(request);
    }

    private void Answer(JsonRequest request)
    {
        if (!ReplyFifo.IsName(request.ReplyName))
        {
            _log.LogError("{Path}: found the reply_name \"{Name}\", expected the name of a FIFO without / \\ and .", _path, ClientText.Of(request.ReplyName));
            return;
        }

        _reply.Clear();
        Server.Answer(request, _reply);
        if (ReplyFifo.Write(Path.Combine(_replyFolder, request.ReplyName), _reply.Buffer, _reply.Length) is { } problem)
            _log.LogError("{Path}: reply lost: {Problem}", _path, ClientText.Of(problem));
    }
}
