using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Modules.Jsonrpcs.Api;

namespace Signalbox.Modules.MiFifo;

/// <summary>The FIFO. State: it stays open over reloads as long as a generation names it.</summary>
internal sealed class MiDoor : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _replyFolder;
    private readonly MiServer _server;
    private readonly JsonCaller _json;
    private readonly ILogger _log;
    private readonly MiFramer _framer = new();
    private readonly ByteWriter _reply = new();
    private readonly RequestFifo _fifo;

    /// <summary>Makes the FIFO.</summary>
    /// <exception cref="ModuleStartException">It cannot be made.</exception>
    public MiDoor(string path, string replyFolder, DoorOwner owner, MiServer server, JsonCaller json, ILogger log)
    {
        _path = path;
        _replyFolder = replyFolder;
        _server = server;
        _json = json;
        _log = log;
        _fifo = new RequestFifo(path, owner, Take);
    }

    /// <summary>Begins to answer, if it does not yet; until then what clients write waits.</summary>
    public void Serve() => _fifo.Serve();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _fifo.DisposeAsync();

    private void Take(byte value)
    {
        if (!_framer.Push(value))
            return;

        _reply.Clear();
        if (_framer.IsTooLong)
            _log.LogError("{Path}: a request is longer than {Limit} bytes and was dropped", _path, MiFramer.MaxBodyBytes);
        else if (!_framer.IsJson)
            AnswerLines();
        else if (_framer.IsOpenSips)
            AnswerOpenSips(_framer.Head.TrimEnd(':').Trim());
        else
            AnswerJson();
    }

    private void AnswerLines()
    {
        if (MiRequest.Read(_framer.Head, _framer.Body) is not { } request)
        {
            _log.LogError("{Path}: found \":{Head}\", expected :command:reply_fifo", _path, ClientText.Of(_framer.Head));
            return;
        }

        // A name that cannot be answered is refused before anything runs; no name is a request without reply.
        if (!IsNameOrNone(request.ReplyName))
            return;

        _server.Answer(request, _reply);
        Send(request.ReplyName);
    }

    private void AnswerOpenSips(string replyName)
    {
        if (IsNameOrNone(replyName) && _json.AnswerOpenSips(_framer.Body, _reply))
            Send(replyName);
    }

    private void AnswerJson()
    {
        if (_json.Answer(_framer.Body, _path, ReplyFifo.IsName, _reply) is { } replyName)
            Send(replyName);
    }

    private bool IsNameOrNone(string name)
    {
        if (name.Length == 0 || ReplyFifo.IsName(name))
            return true;

        _log.LogError("{Path}: found the reply FIFO \"{Name}\", expected a name without / \\ and .", _path, ClientText.Of(name));
        return false;
    }

    private void Send(string replyName)
    {
        if (replyName.Length == 0)
            return;

        if (ReplyFifo.Write(Path.Combine(_replyFolder, replyName), _reply.Buffer, _reply.Length) is { } problem)
            _log.LogError("{Path}: reply lost: {Problem}", _path, ClientText.Of(problem));
    }
}
