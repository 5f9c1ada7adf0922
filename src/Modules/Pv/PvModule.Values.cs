using System.Globalization;
using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{val.…}</c>, and those of <c>{uri.…}</c> that give another URI.</content>
internal sealed partial class PvModule
{
    [Transformation("val.n0", Summary = "0 for an undefined value.")]
    public static ScriptValue NullAsZero(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => value.IsDefined ? value : Zero;

    [Transformation("val.ne", Summary = "Empty text for an undefined value.")]
    public static ScriptValue NullAsEmpty(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => OrEmpty(value);

    [Transformation("val.json", Summary = "Escaped for a JSON string; undefined gives null.")]
    public static ScriptValue AsJson(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Json(value, string.Empty);

    [Transformation("val.jsonqe", Summary = "As a JSON value: text escaped and in quotes, numbers bare, undefined an empty string.")]
    public static ScriptValue AsQuotedJson(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? Json(value, "\"") : ScriptValue.Of("\"\"");

    [Transformation("uri.saor", Summary = "Scheme, user and host.")]
    public static ScriptValue UriAddress(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Simplify(context, value, withUser: true, withPort: false);

    [Transformation("uri.suri", Summary = "Scheme, user, host, port and transport.")]
    public static ScriptValue UriSimplified(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Simplify(context, value, withUser: true, withPort: true);

    [Transformation("uri.duri", Summary = "Scheme, host, port and transport.")]
    public static ScriptValue UriDestination(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Simplify(context, value, withUser: false, withPort: true);

    [Transformation("uri.rmparam", MinArguments = 1, MaxArguments = 1, Summary = "The URI without a parameter.")]
    public static ScriptValue UriWithoutParameter(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        using var name = new ValueBytes(context.Worker, arguments[0]);
        if (!value.IsDefined || !SipUriParser.TryParse(bytes.Span, out var uri))
            return ScriptValue.Undefined;

        var parameters = bytes.Span.Slice(uri.Parameters.Start, uri.Parameters.Length);
        var writer = context.Worker.RentWriter();
        writer.Write(bytes.Span[..uri.Parameters.Start]);
        while (!parameters.IsEmpty)
        {
            var next = parameters[1..].IndexOf((byte)';');
            var one = next < 0 ? parameters : parameters[..(next + 1)];
            var equals = one.IndexOf((byte)'=');
            if (!Latin1.EqualsIgnoreCase(equals < 0 ? one[1..] : one[1..equals], name.Span))
                writer.Write(one);

            parameters = parameters[one.Length..];
        }

        writer.Write(bytes.Span[uri.Parameters.End..]);
        return Finish(context, writer);
    }

    [Transformation("sock.host", Summary = "Host of a socket proto:host:port.")]
    public static ScriptValue SocketHost(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out _, out var host, out _) ? ScriptValue.Of(host) : ScriptValue.Undefined;

    [Transformation("sock.port", Summary = "Port of a socket proto:host:port; 0 when it is not written.")]
    public static ScriptValue SocketPort(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out _, out _, out var port) ? ScriptValue.Of(port) : ScriptValue.Undefined;

    [Transformation("sock.proto", Summary = "Transport of a socket proto:host:port.")]
    public static ScriptValue SocketTransport(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out var transport, out _, out _) ? TransportNames[(int)transport] : ScriptValue.Undefined;

    [Transformation("sock.touri", Summary = "A SIP URI for a socket proto:host:port.")]
    public static ScriptValue SocketUri(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out var transport, out var host, out var port)
            ? ScriptValue.Of(Compose(transport, host, port > 0 ? port : DefaultPortOf(transport), AddressForm.UriWithTransport))
            : ScriptValue.Undefined;

    private static ScriptValue Simplify(RoutingContext context, in ScriptValue value, bool withUser, bool withPort)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !SipUriParser.TryParse(bytes.Span, out var uri))
            return ScriptValue.Undefined;

        var text = bytes.Span;
        var writer = context.Worker.RentWriter();
        writer.Write(text.Slice(uri.SchemeText.Start, uri.SchemeText.Length));
        writer.Write((byte)':');
        if (withUser && !uri.User.IsEmpty)
        {
            writer.Write(text.Slice(uri.User.Start, uri.User.Length));
            if (!uri.Host.IsEmpty)
                writer.Write((byte)'@');
        }

        writer.Write(text.Slice(uri.Host.Start, uri.Host.Length));
        if (withPort && !uri.PortText.IsEmpty)
        {
            writer.Write((byte)':');
            writer.Write(text.Slice(uri.PortText.Start, uri.PortText.Length));
        }

        if (withPort && !uri.Transport.IsEmpty)
        {
            writer.Write(";transport="u8);
            writer.Write(text.Slice(uri.Transport.Start, uri.Transport.Length));
        }

        return Finish(context, writer);
    }

    private static bool TrySocket(in ScriptValue value, out TransportProtocol transport, out string host, out int port)
    {
        var text = value.ToText();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        host = text[(colon + 1)..];
        port = 0;
        if (!TransportProtocols.TryParse(Latin1.ToBytes(colon < 0 ? string.Empty : text[..colon]), out transport))
            return false;

        var last = host.LastIndexOf(':');
        if (last < 0 || last < host.LastIndexOf(']'))
            return host.Length > 0;

        var good = ushort.TryParse(host.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        (host, port) = (host[..last], number);
        return good && host.Length > 0;
    }

    private static ScriptValue Json(in ScriptValue value, string quote)
    {
        if (!value.IsText)
            return value.IsDefined ? value : ScriptValue.Of("null");

        var result = new StringBuilder(quote);
        foreach (var c in value.ToText())
        {
            switch (c)
            {
                case '"' or '\\':
                    result.Append('\\').Append(c);
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case < ' ':
                    result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return ScriptValue.Of(result.Append(quote).ToString());
    }
}
