using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Headers by name, identities and Via.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("hdr", Inner = InnerName.Dynamic, Summary = "Value of a header; index counts from the top, negative from the end, [*] joins all.")]
    public static ScriptValue Header(RoutingContext context, in VariableKey key)
    {
        using var name = new ValueBytes(context.Worker, ScriptValue.Of(key.Name));
        if (!key.Index.IsAll)
            return HeaderEdits.Value(context, name.Span, key.Index.Value);

        var message = context.Message;
        var first = message.Find(name.Span);
        if (first < 0)
            return ScriptValue.Undefined;

        var writer = context.Worker.RentWriter();
        for (var i = first; i >= 0; i = message.Find(name.Span, i + 1))
        {
            if (i != first)
                writer.Write((byte)',');

            writer.Write(message.Span(message.Header(i).Value));
        }

        var joined = ScriptValue.Of(Latin1.ToText(writer.Written));
        context.Worker.Return(writer);
        return joined;
    }

    [PseudoVariable("hdrc", Inner = InnerName.Dynamic, Summary = "Number of headers of a name.")]
    public static ScriptValue HeaderCount(RoutingContext context, in VariableKey key)
    {
        using var name = new ValueBytes(context.Worker, ScriptValue.Of(key.Name));
        return ScriptValue.Of(HeaderEdits.Count(context.Message, name.Span));
    }

    [PseudoVariable("hfl", Inner = InnerName.Literal, Parser = nameof(ParseListHeader), Summary = "One value of a header that lists several.")]
    public static ScriptValue ListValue(RoutingContext context, in VariableKey key)
    {
        var id = IdOf(key);
        var index = key.Index.Value < 0 ? key.Index.Value + CountValues(context.Message, id) : key.Index.Value;
        if (id == HeaderName.Via)
            return ViaAt(context.Message, index, out var via) ? context.Message.Value(via.Value) : ScriptValue.Undefined;

        return TryAddress(context.Message, id, index, out var value) ? context.Message.Value(value.Address.Value) : ScriptValue.Undefined;
    }

    [PseudoVariable("hflc", Inner = InnerName.Literal, Parser = nameof(ParseListHeader), Summary = "Number of values of a header that lists several.")]
    public static ScriptValue ListCount(RoutingContext context, in VariableKey key) => ScriptValue.Of(CountValues(context.Message, IdOf(key)));

    internal static object? ParseListHeader(string inner, out string? error)
    {
        var id = HeaderNames.Lookup(Latin1.ToBytes(inner));
        error = id is HeaderName.Via or HeaderName.Contact or HeaderName.Route or HeaderName.RecordRoute or HeaderName.Path
            or HeaderName.Diversion or HeaderName.PAssertedIdentity or HeaderName.PPreferredIdentity
            ? null
            : $"header '{inner}' is no list that $hfl knows: Via, Contact, Route, Record-Route, Path, Diversion, P-Asserted-Identity, P-Preferred-Identity";
        return error is null ? id : null;
    }

    [PseudoVariable("ai", Summary = "URI of P-Asserted-Identity.")]
    public static ScriptValue AssertedUri(RoutingContext context, in VariableKey key) =>
        ListUri(context, HeaderName.PAssertedIdentity, key.Index.Value);

    [PseudoVariable("pu", Summary = "URI of P-Preferred-Identity.")]
    public static ScriptValue PreferredUri(RoutingContext context, in VariableKey key) =>
        ListUri(context, HeaderName.PPreferredIdentity, key.Index.Value);

    [PseudoVariable("pU", Summary = "User of P-Preferred-Identity.")]
    public static ScriptValue PreferredUser(RoutingContext context) => User(context, ListUri(context, HeaderName.PPreferredIdentity, 0));

    [PseudoVariable("pd", Summary = "Host of P-Preferred-Identity.")]
    public static ScriptValue PreferredHost(RoutingContext context) => Host(context, ListUri(context, HeaderName.PPreferredIdentity, 0));

    [PseudoVariable("pn", Summary = "Display name of P-Preferred-Identity.")]
    public static ScriptValue PreferredName(RoutingContext context) =>
        TryAddress(context.Message, HeaderName.PPreferredIdentity, 0, out var value) ? Piece(context, value.Address.DisplayName) : ScriptValue.Undefined;

    [PseudoVariable("di", Summary = "URI of Diversion.")]
    public static ScriptValue DiversionUri(RoutingContext context) => ListUri(context, HeaderName.Diversion, 0);

    [PseudoVariable("dir", Summary = "Reason of Diversion.")]
    public static ScriptValue DiversionReason(RoutingContext context) => ListParameter(context, HeaderName.Diversion, "reason"u8);

    [PseudoVariable("dip", Summary = "Privacy of Diversion.")]
    public static ScriptValue DiversionPrivacy(RoutingContext context) => ListParameter(context, HeaderName.Diversion, "privacy"u8);

    [PseudoVariable("dic", Summary = "Counter of Diversion.")]
    public static ScriptValue DiversionCounter(RoutingContext context) => ListParameter(context, HeaderName.Diversion, "counter"u8);

    [PseudoVariable("re", Summary = "URI of Remote-Party-ID.")]
    public static ScriptValue RemotePartyUri(RoutingContext context) => ListUri(context, HeaderName.RemotePartyId, 0);

    [PseudoVariable("rt", Summary = "URI of Refer-To.")]
    public static ScriptValue ReferToUri(RoutingContext context) => ListUri(context, HeaderName.ReferTo, 0);

    [PseudoVariable("via0", NewerInner = "oc", Inner = InnerName.Literal, Parser = nameof(ParseViaKey), Summary = "First Via: host, port, proto, protoid, branch, rport, received, params; an index takes a further one.")]
    public static ScriptValue TopVia(RoutingContext context, in VariableKey key) => ViaPart(context, key.Index.Value < 0 ? key.Index.Value + CountValues(context.Message, HeaderName.Via) : key.Index.Value, key.Name);

    [PseudoVariable("via1", NewerInner = "oc", Inner = InnerName.Literal, Parser = nameof(ParseViaKey), Summary = "Second Via.")]
    public static ScriptValue SecondVia(RoutingContext context, in VariableKey key) => ViaPart(context, 1, key.Name);

    [PseudoVariable("viaZ", NewerInner = "oc", Inner = InnerName.Literal, Parser = nameof(ParseViaKey), Summary = "Last Via.")]
    public static ScriptValue LastVia(RoutingContext context, in VariableKey key) =>
        ViaPart(context, CountValues(context.Message, HeaderName.Via) - 1, key.Name);

    internal static object? ParseViaKey(string inner, out string? error) => ParseOneOf(
        inner, "via0", ["host", "port", "proto", "protoid", "branch", "rport", "received", "params", "oc", "oc-val", "oc-algo", "oc-seq", "oc-validity"], out error);

    private static HeaderName IdOf(in VariableKey key) =>
        key.Parsed is HeaderName id ? id : HeaderNames.Lookup(Latin1.ToBytes(key.Name));

    private static int CountValues(SipMessage message, HeaderName id)
    {
        var count = 0;
        if (id == HeaderName.Via)
        {
            for (var found = message.TryGetVia(out var via); found; found = message.TryGetNextVia(via, out via))
                count++;

            return count;
        }

        var reader = new NameAddressReader(message, id);
        while (reader.TryRead(out _))
            count++;

        return count;
    }

    private static bool ViaAt(SipMessage message, int index, out Via via)
    {
        var found = message.TryGetVia(out via) && index >= 0;
        while (found && index-- > 0)
            found = message.TryGetNextVia(via, out via);

        return found;
    }

    private static bool TryAddress(SipMessage message, HeaderName id, int index, out AddressValue value)
    {
        var reader = new NameAddressReader(message, id);
        while (reader.TryRead(out value))
        {
            if (index-- == 0)
                return value.IsValid;
        }

        return false;
    }

    private static ScriptValue ListUri(RoutingContext context, HeaderName id, int index) =>
        TryAddress(context.Message, id, index, out var value) ? context.Message.Value(value.Address.Uri) : ScriptValue.Undefined;

    private static ScriptValue ListParameter(RoutingContext context, HeaderName id, ReadOnlySpan<byte> name)
    {
        if (!TryAddress(context.Message, id, 0, out var value))
            return ScriptValue.Undefined;

        var parameters = value.Address.Parameters;
        return ParameterReader.TryGet(context.Message.Span(parameters), name, out TextRange range)
            ? Piece(context, parameters.Slice(range.Start, range.Length))
            : ScriptValue.Undefined;
    }

    private static ScriptValue ViaPart(RoutingContext context, int index, string part)
    {
        if (!ViaAt(context.Message, index, out var via))
            return ScriptValue.Undefined;

        return part switch
        {
            "host" => Piece(context, via.Host),
            "port" => ScriptValue.Of(via.Port > 0 ? via.Port : DefaultPortOf(via.Transport)),
            "proto" => Piece(context, via.TransportText),
            "protoid" => ScriptValue.Of((int)via.Transport),
            "branch" => Piece(context, via.Branch),
            "rport" => via.Rport > 0 ? ScriptValue.Of(via.Rport) : ScriptValue.Undefined,
            "received" => Piece(context, via.Received),
            "params" => Piece(context, via.Parameters),
            "oc" or "oc-val" => ViaParameter(context, via, "oc"u8),
            "oc-algo" => ViaParameter(context, via, "oc-algo"u8),
            "oc-seq" => ViaParameter(context, via, "oc-seq"u8),
            _ => ViaParameter(context, via, "oc-validity"u8),
        };
    }

    private static ScriptValue ViaParameter(RoutingContext context, in Via via, ReadOnlySpan<byte> name) =>
        ParameterReader.TryGet(context.Message.Span(via.Parameters), name, out TextRange range)
            ? context.Message.Value(via.Parameters.Slice(range.Start, range.Length))
            : ScriptValue.Undefined;

    private static int DefaultPortOf(TransportProtocol protocol) => protocol is TransportProtocol.Tls or TransportProtocol.Wss ? 5061 : 5060;
}
