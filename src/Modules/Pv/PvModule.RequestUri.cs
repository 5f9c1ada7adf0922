using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Request URI, as it stands and as received, and next hop.</content>
internal sealed partial class PvModule
{
    private static readonly ScriptValue DefaultPort = ScriptValue.Of("5060");
    private static readonly ScriptValue DefaultTlsPort = ScriptValue.Of("5061");
    private static readonly ScriptValue DefaultTransport = ScriptValue.Of("UDP");

    [PseudoVariable("ru", Summary = "Request URI.")]
    [PseudoVariable("ruri", Summary = "Request URI.")]
    public static ScriptValue RequestUri(RoutingContext context)
    {
        // What a script made is read back only when it is a URI.
        if (context.NewRequestUri.IsSet)
            return TryUri(context, context.NewRequestUri.Value, out _) ? context.NewRequestUri.Value : ScriptValue.Undefined;

        return context.Message.IsRequest ? context.Message.Value(context.Message.RequestUri) : ScriptValue.Undefined;
    }

    [PseudoVariableWriter("ru")]
    [PseudoVariableWriter("ruri")]
    public static bool SetRequestUri(RoutingContext context, in ScriptValue value)
    {
        if (!value.IsText || value.TextLength == 0)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        context.NewRequestUri.Set(bytes.Span);
        return true;
    }

    [PseudoVariable("rU", Summary = "User of the request URI.")]
    public static ScriptValue RequestUser(RoutingContext context) => User(context, RequestUri(context));

    [PseudoVariableWriter("rU")]
    public static bool SetRequestUser(RoutingContext context, in ScriptValue value)
    {
        if (value.IsInteger)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        return UriRewriter.RewriteRequestUri(context, new UriChange { HasUser = true, User = bytes.Span });
    }

    [PseudoVariable("rd", Summary = "Host of the request URI, IPv6 with brackets.")]
    public static ScriptValue RequestHost(RoutingContext context) => Host(context, RequestUri(context));

    [PseudoVariableWriter("rd")]
    public static bool SetRequestHost(RoutingContext context, in ScriptValue value)
    {
        if (!value.IsText || value.TextLength == 0)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        return UriRewriter.RewriteRequestUri(context, new UriChange { Host = bytes.Span });
    }

    [PseudoVariable("rp", Summary = "Port of the request URI as text, 5060 when there is none.")]
    public static ScriptValue RequestPort(RoutingContext context) => Port(context, RequestUri(context));

    [PseudoVariableWriter("rp")]
    public static bool SetRequestPort(RoutingContext context, in ScriptValue value)
    {
        if (value.IsInteger)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        return UriRewriter.RewriteRequestUri(context, new UriChange { HasPort = true, Port = bytes.Span });
    }

    [PseudoVariable("rP", Summary = "Transport of the request URI, UDP when there is none.")]
    public static ScriptValue RequestTransport(RoutingContext context) => Transport(context, RequestUri(context));

    [PseudoVariable("rz", Summary = "Scheme of the request URI; tel for a SIP URI with user=phone.")]
    public static ScriptValue RequestScheme(RoutingContext context)
    {
        var text = RequestUri(context);
        if (!TryUri(context, text, out var uri))
            return ScriptValue.Undefined;

        return uri.IsPhone ? ScriptValue.Of("tel") : Cut(text, uri.SchemeText);
    }

    [PseudoVariable("rul", Newer = true, Summary = "Length of the request URI.")]
    public static ScriptValue RequestLength(RoutingContext context) => Length(RequestUri(context));

    [PseudoVariable("rUl", Summary = "Length of the user of the request URI.")]
    public static ScriptValue RequestUserLength(RoutingContext context) => Length(RequestUser(context));

    [PseudoVariable("ou", Summary = "Request URI as received.")]
    [PseudoVariable("ouri", Summary = "Request URI as received.")]
    public static ScriptValue OriginalUri(RoutingContext context) =>
        context.Message.IsRequest ? context.Message.Value(context.Message.RequestUri) : ScriptValue.Undefined;

    [PseudoVariable("oU", Summary = "User of the request URI as received.")]
    public static ScriptValue OriginalUser(RoutingContext context) => User(context, OriginalUri(context));

    [PseudoVariable("od", Summary = "Host of the request URI as received.")]
    public static ScriptValue OriginalHost(RoutingContext context) => Host(context, OriginalUri(context));

    [PseudoVariable("op", Summary = "Port of the request URI as received.")]
    public static ScriptValue OriginalPort(RoutingContext context) => Port(context, OriginalUri(context));

    [PseudoVariable("oP", Summary = "Transport of the request URI as received.")]
    public static ScriptValue OriginalTransport(RoutingContext context) => Transport(context, OriginalUri(context));

    [PseudoVariable("oUl", Summary = "Length of the user of the request URI as received.")]
    public static ScriptValue OriginalUserLength(RoutingContext context) => Length(OriginalUser(context));

    [PseudoVariable("du", Summary = "Next hop; undefined when the request URI decides.")]
    [PseudoVariable("duri", Summary = "Next hop; undefined when the request URI decides.")]
    public static ScriptValue DestinationUri(RoutingContext context) =>
        context.DestinationUri.Length > 0 ? context.DestinationUri.Value : ScriptValue.Undefined;

    [PseudoVariableWriter("du")]
    [PseudoVariableWriter("duri")]
    public static bool SetDestinationUri(RoutingContext context, in ScriptValue value)
    {
        if (value.IsInteger)
            return false;

        if (value.TextLength == 0)
        {
            context.DestinationUri.Clear();
            return true;
        }

        using var bytes = new ValueBytes(context.Worker, value);
        context.DestinationUri.Set(bytes.Span);
        return true;
    }

    [PseudoVariable("dd", Summary = "Host of the next hop.")]
    public static ScriptValue DestinationHost(RoutingContext context) => Host(context, DestinationUri(context));

    [PseudoVariable("dp", Summary = "Port of the next hop as text; 5061 for TLS and 5060 else when there is none.")]
    public static ScriptValue DestinationPort(RoutingContext context)
    {
        var text = DestinationUri(context);
        if (!TryUri(context, text, out var uri))
            return ScriptValue.Undefined;

        return uri.PortText.IsEmpty && IsTls(text, uri) ? DefaultTlsPort : Port(context, text);
    }

    [PseudoVariable("dP", Summary = "Transport of the next hop, UDP when there is none.")]
    public static ScriptValue DestinationTransport(RoutingContext context) => Transport(context, DestinationUri(context));

    [PseudoVariable("nh", Inner = InnerName.Literal, Parser = nameof(ParseNextHopKey), Summary = "Next hop: u URI, U user, d host, p port, P transport.")]
    public static ScriptValue NextHop(RoutingContext context, in VariableKey key)
    {
        var uri = DestinationUri(context) is { IsDefined: true } next ? next : RequestUri(context);
        return key.Name switch
        {
            "u" => uri,
            "U" => User(context, uri),
            "d" => Host(context, uri),
            "p" => Port(context, uri),
            "P" => Transport(context, uri),
            _ => ScriptValue.Undefined,
        };
    }

    internal static object? ParseNextHopKey(string inner, out string? error) => ParseOneOf(inner, "nh", ["u", "U", "d", "p", "P"], out error);

    private static ScriptValue User(RoutingContext context, in ScriptValue text) => TryUri(context, text, out var uri) ? Cut(text, uri.User) : ScriptValue.Undefined;

    private static ScriptValue Host(RoutingContext context, in ScriptValue text) => TryUri(context, text, out var uri) ? Cut(text, uri.Host) : ScriptValue.Undefined;

    private static ScriptValue Port(RoutingContext context, in ScriptValue text)
    {
        if (!TryUri(context, text, out var uri))
            return ScriptValue.Undefined;

        return uri.PortText.IsEmpty ? DefaultPort : Cut(text, uri.PortText);
    }

    private static ScriptValue Transport(RoutingContext context, in ScriptValue text)
    {
        if (!TryUri(context, text, out var uri))
            return ScriptValue.Undefined;

        return uri.Transport.IsEmpty ? DefaultTransport : Cut(text, uri.Transport);
    }

    private static ScriptValue Length(in ScriptValue text) => text.IsDefined ? ScriptValue.Of(text.TextLength) : ScriptValue.Of(0);

    private static bool IsTls(in ScriptValue text, in SipUri uri) =>
        uri.Scheme == SipScheme.Sips || uri.Transport.Length == 3 && Latin1.EqualsIgnoreCase(Bytes(text, uri.Transport), "tls"u8);

    private static ReadOnlySpan<byte> Bytes(in ScriptValue text, TextRange range) =>
        text.TryGetBytes(out var bytes) ? bytes.Slice(range.Start, range.Length) : default;

    private static object? ParseOneOf(string inner, string variable, ReadOnlySpan<string> known, out string? error)
    {
        error = known.Contains(inner) ? null : $"unknown key '{inner}' of ${variable}: expected {string.Join(", ", known!)}";
        return error is null ? inner : null;
    }
}
