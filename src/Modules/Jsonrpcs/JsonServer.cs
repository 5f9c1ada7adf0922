using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>Runs requests and writes their replies. Whatever a request holds, nothing is thrown.</summary>
internal sealed class JsonServer(RpcDispatcher dispatcher, bool isPretty, ILogger log)
{
    private const int ServerError = 500;
    private readonly JsonReply _reply = new(isPretty);

    /// <summary>For a door that answers nothing to what is no JSON: reads it, and logs what is no request. Over datagrams that
    /// gets an empty result, as over HTTP; over a FIFO nothing (both recorded).</summary>
    /// <param name="text">One JSON object.</param>
    /// <param name="door">Where it came from, for the log.</param>
    public JsonRequest? Read(ReadOnlySpan<byte> text, string door)
    {
        var request = JsonRequest.Read(text);
        if (request is null)
            log.LogError("{Door}: found {Bytes} bytes that are no JSON, expected a JSON-RPC 2.0 request", door, text.Length);
        else if (!request.IsVersion2)
            log.LogError("{Door}: found no member \"jsonrpc\": \"2.0\" in the request", door);

        return request;
    }

    /// <summary>Runs the request and writes its reply.</summary>
    public JsonOutcome Answer(JsonRequest request, ByteWriter output)
    {
        var descriptor = request is { IsVersion2: true, Method: { } method } ? dispatcher.Find(method) : null;
        var isList = descriptor is { IsList: true };
        if (Run(request, isKnown: descriptor is not null) is not { } call)
        {
            _reply.Write(null, isList, request.Id, output);
            return JsonOutcome.Good;
        }

        _reply.Write(call, isList, request.Id, output);
        if (output.Overflowed)
        {
            call.Fault(ServerError, $"the reply of {call.Method} is larger than {ByteWriter.MaxBytes} bytes");
            output.Clear();
            _reply.Write(call, isList, request.Id, output);
        }

        return call.FaultCode == 0 ? JsonOutcome.Good : new JsonOutcome(call.FaultCode, call.FaultText);
    }

    private RpcCall? Run(JsonRequest request, bool isKnown)
    {
        if (!request.IsVersion2 || request.Method is not { } method)
        {
            log.LogError("found a request without {Member}", request.IsVersion2 ? "a method" : "the member \"jsonrpc\": \"2.0\"");
            return null;
        }

        if (!isKnown)
        {
            var unknown = new RpcCall(method, []);
            unknown.Fault(ServerError, "Method Not Found");
            return unknown;
        }

        if (request.HasGoodParameters)
            return dispatcher.Execute(method, request.Parameters, convertsTypes: true, request.Names);

        log.LogError("the params of {Method} are neither an array nor an object", method);
        return null;
    }
}
