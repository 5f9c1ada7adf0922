using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Start line, fixed headers, body and the message as a whole.</content>
internal sealed partial class PvModule
{
    private static readonly ScriptValue RequestText = ScriptValue.Of("rq");
    private static readonly ScriptValue ReplyText = ScriptValue.Of("rp");

    [PseudoVariable("rm", Number = nameof(MethodId), Summary = "Method; in replies that of CSeq.")]
    public static ScriptValue Method(RoutingContext context) => Piece(context, context.Message.MethodText);

    [PseudoVariable("rmid", Summary = "Number of the method.")]
    public static ScriptValue MethodId(RoutingContext context) => ScriptValue.Of((long)context.Message.Method);

    [PseudoVariable("rs", Summary = "Status code of a reply.")]
    public static ScriptValue Status(RoutingContext context) =>
        context.Message.IsRequest ? ScriptValue.Undefined : ScriptValue.Of(context.Message.StatusCode);

    [PseudoVariable("rr", Summary = "Reason phrase of a reply.")]
    public static ScriptValue Reason(RoutingContext context) =>
        context.Message.IsRequest ? ScriptValue.Undefined : context.Message.Value(context.Message.Reason);

    [PseudoVariable("rv", Summary = "SIP version.")]
    public static ScriptValue Version(RoutingContext context) => Piece(context, context.Message.Version);

    [PseudoVariable("mt", Summary = "1 request, 2 reply.")]
    public static ScriptValue MessageType(RoutingContext context) => ScriptValue.Of(context.Message.IsRequest ? 1 : 2);

    [PseudoVariable("mts", Summary = "rq request, rp reply.")]
    public static ScriptValue MessageTypeText(RoutingContext context) => context.Message.IsRequest ? RequestText : ReplyText;

    [PseudoVariable("ci", Summary = "Call-ID.")]
    public static ScriptValue CallId(RoutingContext context) => Field(context, HeaderName.CallId);

    [PseudoVariable("cs", Summary = "Number of CSeq, as text.")]
    public static ScriptValue CSeqNumber(RoutingContext context) =>
        context.Message.TryGetCSeq(out var cseq) ? Piece(context, cseq.NumberText) : ScriptValue.Undefined;

    [PseudoVariable("csb", Summary = "Value of CSeq.")]
    public static ScriptValue CSeqBody(RoutingContext context) => Field(context, HeaderName.CSeq);

    [PseudoVariable("ct", Summary = "Value of the first Contact.")]
    public static ScriptValue Contact(RoutingContext context) => Field(context, HeaderName.Contact);

    [PseudoVariable("ctu", Newer = true, Summary = "First Contact URI.")]
    public static ScriptValue ContactUri(RoutingContext context) => ListUri(context, HeaderName.Contact, 0);

    [PseudoVariable("tts", Newer = true, Summary = "1 when To has a tag, 0 when it has none, -1 without To.")]
    public static ScriptValue ToTagState(RoutingContext context) =>
        ScriptValue.Of(!context.Message.TryGetTo(out var to) ? -1 : to.Tag.IsEmpty ? 0 : 1);

    [PseudoVariable("cT", Summary = "Content-Type.")]
    public static ScriptValue ContentType(RoutingContext context) => Field(context, HeaderName.ContentType);

    [PseudoVariable("cl", Summary = "Content-Length.")]
    public static ScriptValue ContentLength(RoutingContext context) =>
        context.Message.TryGetContentLength(out var length) ? ScriptValue.Of(length) : ScriptValue.Undefined;

    [PseudoVariable("cts", Newer = true, Summary = "1 when the Contact is a star, else 0.")]
    public static ScriptValue ContactIsStar(RoutingContext context) => ScriptValue.Of(Field(context, HeaderName.Contact).TextEquals("*"u8) ? 1 : 0);

    [PseudoVariable("ua", Summary = "User-Agent.")]
    public static ScriptValue UserAgent(RoutingContext context) => Field(context, HeaderName.UserAgent);

    [PseudoVariable("rb", Summary = "Body; empty text when there is none.")]
    public static ScriptValue Body(RoutingContext context) => context.Message.Value(context.Message.Body);

    [PseudoVariable("bs", Summary = "Length of the body.")]
    public static ScriptValue BodySize(RoutingContext context) => ScriptValue.Of(context.Message.Body.Length);

    [PseudoVariable("mb", Summary = "The message as received.")]
    public static ScriptValue MessageText(RoutingContext context) => context.Message.Value(new TextRange(0, context.Message.Length));

    [PseudoVariable("mbu", Summary = "The message with the queued changes.")]
    public static ScriptValue MessageTextChanged(RoutingContext context)
    {
        var writer = context.Worker.RentWriter();
        MessageWriter.WriteEdited(context.Message, context.NewRequestUri.Span, context.Edits, writer);
        var text = ScriptValue.Of(Latin1.ToText(writer.Written));
        context.Worker.Return(writer);
        return text;
    }

    [PseudoVariable("ml", Summary = "Length of the message.")]
    public static ScriptValue MessageLength(RoutingContext context) => ScriptValue.Of(context.Message.Length);

    [PseudoVariable("mi", Summary = "Number of the message within its worker.")]
    public static ScriptValue MessageNumber(RoutingContext context) => ScriptValue.Of(context.Worker.MessageNumber);

    [PseudoVariable("msg", Inner = InnerName.Literal, Parser = nameof(ParseMessageKey), Summary = "Part of the message as received: len, buf, body, body_len, hdrs, hdrs_len, fline, fpart, lpart.")]
    public static ScriptValue MessagePart(RoutingContext context, in VariableKey key)
    {
        var message = context.Message;
        var headers = new TextRange(message.HeadersStart, message.HeadersEnd - message.HeadersStart);
        return key.Name switch
        {
            "len" => ScriptValue.Of(message.Length),
            "buf" => MessageText(context),
            "body" => Body(context),
            "body_len" => ScriptValue.Of(message.Body.Length),
            "hdrs" => message.Value(headers),
            "hdrs_len" => ScriptValue.Of(headers.Length),
            "hdrc" => ScriptValue.Of(message.HeaderCount),
            "fline" => message.Value(message.FirstLine),
            "fpart" => message.Value(new TextRange(0, message.HeadersEnd)),
            "lpart" => message.Value(new TextRange(message.HeadersStart, message.Length - message.HeadersStart)),
            _ => ScriptValue.Undefined,
        };
    }

    internal static object? ParseMessageKey(string inner, out string? error) => ParseOneOf(
        inner, "msg", ["len", "buf", "body", "body_len", "hdrs", "hdrs_len", "hdrc", "fline", "fpart", "lpart"], out error);

    [PseudoVariable("msgbuf", Newer = true, Inner = InnerName.Dynamic, Summary = "The byte of the received message at a position, as text; undefined outside.")]
    public static ScriptValue MessageByte(RoutingContext context, in VariableKey key) =>
        IntegerText.TryParse(key.Name.AsSpan().Trim(), out var place) && place >= 0 && place < context.Message.Length
            ? context.Message.Value(new TextRange((int)place, 1))
            : ScriptValue.Undefined;

    [PseudoVariable("expires", Inner = InnerName.Literal, Parser = nameof(ParseExpiresKey), Summary = "Least (min) or greatest (max) expiry over Contact parameters and Expires.")]
    public static ScriptValue Expires(RoutingContext context, in VariableKey key)
    {
        var message = context.Message;
        var fallback = -1;
        var index = message.Find(HeaderName.Expires);
        if (index >= 0 && SipChars.TryReadNumber(message.Span(message.Header(index).Value), out var number))
            fallback = number;

        var best = -1;
        var addresses = new NameAddressReader(message, HeaderName.Contact);
        while (addresses.TryRead(out var value))
        {
            var seconds = fallback;
            var parameters = message.Span(value.Address.Parameters);
            if (ParameterReader.TryGet(parameters, "expires"u8, out TextRange range)
                && SipChars.TryReadNumber(parameters.Slice(range.Start, range.Length), out var own))
                seconds = own;

            if (seconds >= 0 && (best < 0 || (key.Name == "min" ? seconds < best : seconds > best)))
                best = seconds;
        }

        best = best < 0 ? fallback : best;
        return best < 0 ? ScriptValue.Undefined : ScriptValue.Of(best);
    }

    internal static object? ParseExpiresKey(string inner, out string? error) => ParseOneOf(inner, "expires", ["min", "max"], out error);

    private static ScriptValue Field(RoutingContext context, HeaderName id)
    {
        var index = context.Message.Find(id);
        return index < 0 ? ScriptValue.Undefined : context.Message.Value(context.Message.Header(index).Value);
    }
}
