using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Where a reply goes next, and states of To and Contact.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("rpl", Inner = InnerName.Literal, Parser = nameof(ParseReplyKey), Summary = "In replies, where it goes next: duri, dhost, dport, dproto; cntvia and cntrr count Via and Record-Route.")]
    public static ScriptValue ReplyTarget(RoutingContext context, in VariableKey key)
    {
        var message = context.Message;
        if (message.IsRequest)
            return ScriptValue.Undefined;

        if (key.Name is "cntvia" or "cntrr")
            return ScriptValue.Of(CountValues(message, key.Name == "cntvia" ? HeaderName.Via : HeaderName.RecordRoute));

        return ViaAt(message, 1, out var via) ? ReplyTargetPart(context, via, key.Name) : ScriptValue.Undefined;
    }

    internal static object? ParseReplyKey(string inner, out string? error) => ParseOneOf(
        inner, "rpl", ["duri", "dhost", "dport", "dproto", "cntrr", "cntvia"], out error);

    [PseudoVariable("tts", Summary = "1 when To has a tag, 0 when it has none, -1 without To.")]
    public static ScriptValue ToTagState(RoutingContext context) =>
        ScriptValue.Of(!context.Message.TryGetTo(out var to) ? -1 : to.Tag.IsEmpty ? 0 : 1);

    [PseudoVariable("cts", Summary = "1 when Contact is a star, 0 when it has addresses; undefined without Contact.")]
    public static ScriptValue ContactState(RoutingContext context)
    {
        var value = Field(context, HeaderName.Contact);
        return value.IsDefined ? ScriptValue.Of(value.TextEquals("*"u8) ? 1 : 0) : value;
    }

    private static ScriptValue ReplyTargetPart(RoutingContext context, in Via via, string part)
    {
        var host = via.Received.IsEmpty ? via.Host : via.Received;
        var port = via.Rport > 0 ? via.Rport : via.Port > 0 ? via.Port : DefaultPortOf(via.Transport);
        return part switch
        {
            "dhost" => Piece(context, host),
            "dport" => ScriptValue.Of(port),
            "dproto" => TransportNames[(int)via.Transport],
            _ => ScriptValue.Of(Compose(via.Transport, Latin1.ToText(context.Message.Span(host)), port, AddressForm.UriWithTransport)),
        };
    }
}
