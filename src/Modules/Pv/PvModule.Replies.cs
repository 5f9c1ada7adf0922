using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Where a reply will go.</content>
internal sealed partial class PvModule
{
    private static readonly string[] ReplyKeys = ["duri", "dhost", "dport", "dproto", "cntrr", "cntvia"];

    [PseudoVariable("rpl", Inner = InnerName.Literal, Parser = nameof(ParseReplyKey), Summary = "Of a reply, where it will go: duri, dhost, dport, dproto; cntrr and cntvia count Record-Route and Via. Undefined in requests.")]
    public static ScriptValue ReplyPart(RoutingContext context, in VariableKey key)
    {
        if (context.Message.IsRequest)
            return ScriptValue.Undefined;

        switch (key.Name)
        {
            case "cntvia":
                return ScriptValue.Of(CountValues(context.Message, HeaderName.Via));
            case "cntrr":
                return ScriptValue.Of(CountValues(context.Message, HeaderName.RecordRoute));
        }

        // The first Via is ours.
        return ViaAt(context.Message, 1, out var via) ? NextHop(context, via, key.Name) : ScriptValue.Undefined;
    }

    internal static object? ParseReplyKey(string inner, out string? error) => ParseOneOf(inner, "rpl", ReplyKeys, out error);

    private static ScriptValue NextHop(RoutingContext context, in Via via, string part)
    {
        var host = Piece(context, via.Received.IsEmpty ? via.Host : via.Received);
        var port = via.Rport > 0 ? via.Rport : via.Port > 0 ? via.Port : DefaultPortOf(via.Transport);
        return part switch
        {
            "dhost" => host,
            "dport" => ScriptValue.Of(port),
            "dproto" => TransportNames[(int)via.Transport],
            _ => ScriptValue.Of($"sip:{host.ToText()}:{port};transport={via.Transport.Name()}"),
        };
    }
}
