using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Xhttp.Api;

namespace Signalbox.Modules.Xhttp;

/// <content>Answers.</content>
internal sealed partial class XhttpModule
{
    private const int LeastCode = 100;
    private const int GreatestCode = 999;

    /// <summary>1 sent, -1 not.</summary>
    [Function("xhttp_reply", Routes = RouteKinds.Request | RouteKinds.Event, Summary = "Answers the HTTP request: code, reason, Content-Type (empty for none), body. Headers of append_to_reply go along.")]
    public ReturnCode Reply(RoutingContext context, int code, ScriptValue reason, ScriptValue contentType, ScriptValue body)
    {
        using var phrase = new ValueBytes(context.Worker, reason);
        using var type = new ValueBytes(context.Worker, contentType);
        using var content = new ValueBytes(context.Worker, body);
        return ReturnCode.Of(Reply(context, code, phrase.Span, type.Span, content.Span));
    }

    /// <inheritdoc />
    public bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body)
    {
        if (Problem(context, code, reason, contentType) is { } problem)
        {
            _log.LogError("xhttp_reply: {Problem}", problem);
            return false;
        }

        var text = context.Worker.RentWriter();
        Write(context, code, reason, contentType, body, text);
        var sent = !text.Overflowed && sender.Send(ReplyPath.Of(context) with { NoConnect = true }, text.Written, OutboundMessage.ReplyTo(context)) == SendStatus.Sent;
        context.Worker.Return(text);
        if (sent)
            HttpReply.MarkAnswered(context);

        return sent;
    }

    // A line end out of the request would be a header, or a whole answer, of the sender's choice.
    private static string? Problem(RoutingContext context, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> type)
    {
        if (!HttpReply.IsHttp(context))
            return "found a SIP message, expected an HTTP request: call it from event_route[xhttp:request]";

        if (code is < LeastCode or > GreatestCode)
            return $"found code {code}, expected {LeastCode} to {GreatestCode}";

        if (reason.IsEmpty)
            return "the reason is empty, expected text like OK";

        if (!HttpReply.IsOpen(context))
            return "the request was answered already";

        return reason.ContainsAny((byte)'\r', (byte)'\n') || type.ContainsAny((byte)'\r', (byte)'\n')
            ? "found a line end in the reason or the content type, expected one line"
            : null;
    }

    private void Write(RoutingContext context, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body, ByteWriter output)
    {
        var headers = context.Worker.RentWriter();
        if (!type.IsEmpty)
        {
            headers.Write("Content-Type: "u8);
            headers.Write(type);
            headers.Write("\r\n"u8);
        }

        HttpReply.Write(context, new HttpAnswer { Code = code, Reason = reason, Headers = headers.Written, ServerLine = _serverLine, Body = body }, output);
        context.Worker.Return(headers);
    }
}
