using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Jsonrpcs.Api;

/// <summary>Runs JSON-RPC requests that came in by the FIFO of another module. Whatever they hold, nothing is thrown.</summary>
/// <param name="dispatcher">Runs the commands.</param>
/// <param name="log">Takes what is wrong with requests.</param>
internal sealed class JsonCaller(RpcDispatcher dispatcher, ILogger log)
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int UnknownMethod = -32601;
    private readonly JsonReply _reply = new(isPretty: true);
    private readonly JsonServer _server = new(dispatcher, isPretty: true, log);

    /// <summary>Runs a request of Kamailio's dialect.</summary>
    /// <param name="text">One JSON object.</param>
    /// <param name="door">Where it came from, for the log.</param>
    /// <param name="isName">Says whether a reply can go to that name; if not, the command does not run.</param>
    /// <param name="output">Takes the reply.</param>
    /// <returns>The <c>reply_name</c> of the request; null when nothing is to be answered.</returns>
    public string? Answer(ReadOnlySpan<byte> text, string door, Func<string, bool> isName, ByteWriter output)
    {
        if (_server.Read(text, door) is not { IsVersion2: true } request)
            return null;

        if (!isName(request.ReplyName))
        {
            log.LogError("{Door}: found the reply_name \"{Name}\", expected the name of a FIFO without / \\ and .", door, ClientText.Of(request.ReplyName));
            return null;
        }

        _server.Answer(request, output);
        return request.ReplyName;
    }

    /// <summary>Runs a request of the dialect of OpenSIPS 3: the codes of JSON-RPC, no reply without an id, and OK for no result.</summary>
    /// <param name="text">One JSON object.</param>
    /// <param name="output">Takes the reply.</param>
    /// <returns>False when nothing is to be answered.</returns>
    public bool AnswerOpenSips(ReadOnlySpan<byte> text, ByteWriter output)
    {
        var request = JsonRequest.Read(text);
        var call = Run(request, out var isList);
        if (request is { Id: null })
            return false;

        if (call is { FaultCode: 0, Rows.Count: 0 })
            call.Add("OK");

        _reply.Write(call, isList, request?.Id ?? "null", output);
        if (!output.Overflowed)
            return true;

        call.Fault(500, $"the reply of {call.Method} is larger than {ByteWriter.MaxBytes} bytes");
        output.Clear();
        _reply.Write(call, isList: false, request?.Id ?? "null", output);
        return true;
    }

    private RpcCall Run(JsonRequest? request, out bool isList)
    {
        isList = false;
        if (request is null)
            return Refuse(ParseError, "Parse error");

        if (request is not { IsVersion2: true, Method: { } method, HasGoodParameters: true })
            return Refuse(InvalidRequest, "Invalid Request");

        if (dispatcher.FindMi(method) is not { } command)
            return Refuse(UnknownMethod, "Method not found");

        isList = command.IsList;
        return dispatcher.Execute(command.Name, request.Parameters, convertsTypes: true, request.Names);
    }

    private static RpcCall Refuse(int code, string text)
    {
        var call = new RpcCall(string.Empty, []);
        call.Fault(code, text);
        return call;
    }
}
