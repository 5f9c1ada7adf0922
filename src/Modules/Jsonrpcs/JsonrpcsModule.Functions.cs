using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <content>What scripts call.</content>
internal sealed partial class JsonrpcsModule
{
    private static readonly ItemSlot<JsonResult> LastResult = new();

    /// <summary>1 answered, also by a refusal; -1 not: no JSON, or no HTTP request.</summary>
    [Function("jsonrpc_dispatch", Kemi = "dispatch", Routes = RouteKinds.Request | RouteKinds.Event, Answers = true, Summary = "Runs the JSON-RPC request in the body of the HTTP request and answers it.")]
    public ReturnCode Dispatch(RoutingContext context)
    {
        if (_http is not { } http || !http.IsHttp(context))
        {
            _log.LogError("jsonrpc_dispatch: found no HTTP request, expected one: load xhttp and call it from event_route[xhttp:request]");
            return ReturnCode.False;
        }

        if (!IsLetIn(context))
            return ReturnCode.Of(http.Reply(context, 403, "Forbidden"u8, "text/plain"u8, "Authorization: Bearer TOKEN is wanted of clients that are not on this machine, and of pages in a browser\n"u8));

        if (JsonRequest.Read(context.Message.Span(context.Message.Body)) is not { } request)
        {
            _log.LogError("jsonrpc_dispatch: the body is no JSON");
            return ReturnCode.False;
        }

        var reply = context.Worker.RentWriter();
        var outcome = _server.Answer(request, reply);
        var end = outcome.Text.AsSpan().IndexOfAny('\r', '\n');
        var sent = http.Reply(context, outcome.Code, Latin1.ToBytes(end < 0 ? outcome.Text : outcome.Text[..end]), "application/json"u8, reply.Written);
        context.Worker.Return(reply);
        return ReturnCode.Of(sent);
    }

    // A browser on this machine sends what a page from anywhere asks it to, and says so by Origin (RFC 6454 §7).
    private bool IsLetIn(RoutingContext context)
    {
        if (AccessToken.IsLocal(context.Received.Remote.ToIPEndPoint()) && context.Message.Find("Origin"u8) < 0)
            return true;

        var index = context.Message.Find(HeaderName.Authorization);
        var shown = index < 0 ? default : context.Message.Span(context.Message.Header(index).Value);
        return shown.StartsWith("Bearer "u8) && Token.Accepts(shown["Bearer "u8.Length..].Trim((byte)' '));
    }

    /// <summary>1 ran, also with a fault; -1 the text is no JSON.</summary>
    [Function("jsonrpc_exec", Kemi = "exec,execx", Routes = RouteKinds.Any, Summary = "Runs a JSON-RPC request; $jsonrpl holds its reply.")]
    public ReturnCode Execute(RoutingContext context, ScriptValue json)
    {
        using var text = new ValueBytes(context.Worker, json);
        if (JsonRequest.Read(text.Span) is not { } request)
        {
            _log.LogError("jsonrpc_exec: the text is no JSON");
            return ReturnCode.False;
        }

        var reply = context.Worker.RentWriter();
        var outcome = _server.Answer(request, reply);
        context.Items.Set(LastResult, new JsonResult(outcome, Latin1.ToText(reply.Written)));
        context.Worker.Return(reply);
        return ReturnCode.True;
    }

    /// <summary>The reply for KEMI.</summary>
    [Function("response", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Text of the reply of exec; null before it.")]
    public static ScriptValue Response(RoutingContext context) => ScriptValue.Of(context.Items.Get(LastResult)?.Body);

    /// <summary>The reply of jsonrpc_exec.</summary>
    [PseudoVariable("jsonrpl", Inner = InnerName.Literal, Parser = nameof(ParseReplyKey), Summary = "Reply of jsonrpc_exec: code, text or body; undefined before it.")]
    public static ScriptValue Reply(RoutingContext context, in VariableKey key)
    {
        if (context.Items.Get(LastResult) is not { } result)
            return ScriptValue.Undefined;

        return key.Name switch
        {
            "code" => ScriptValue.Of(result.Outcome.Code),
            "text" => ScriptValue.Of(result.Outcome.Text),
            _ => ScriptValue.Of(result.Body),
        };
    }

    /// <summary>Returns its arguments.</summary>
    [Rpc("jsonrpc.echo", Summary = "Returns its arguments: a text and a number.", IsList = true)]
    public static void Echo(RpcCall call)
    {
        if (call.Text(0) is { } text)
            call.Add(text);

        if (call.Integer(1) is { } number)
            call.Add(RpcValue.Of(number));
    }

    internal static object? ParseReplyKey(string inner, out string? error)
    {
        error = inner is "code" or "text" or "body" ? null : $"found '{inner}', expected code, text or body";
        return null;
    }
}
