using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{uri.…}</c>, <c>{nameaddr.…}</c> and <c>{tobody.…}</c>.</content>
internal sealed partial class PvModule
{
    private delegate TextRange UriPart(in SipUri uri);

    [Transformation("uri.user", Summary = "User.")]
    public static ScriptValue UriUser(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => uri.User);

    [Transformation("uri.host", Summary = "Host.")]
    [Transformation("uri.domain", Summary = "Host.")]
    public static ScriptValue UriHost(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => uri.Host);

    [Transformation("uri.passwd", Summary = "Password.")]
    public static ScriptValue UriPassword(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => uri.Password);

    [Transformation("uri.port", Summary = "Port; 0 when it is not written.")]
    public static ScriptValue UriPort(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        return context.Worker.Uris.TryParse(bytes.Span, out var uri) ? ScriptValue.Of(uri.Port) : ScriptValue.Undefined;
    }

    [Transformation("uri.params", Summary = "Parameters without the first semicolon; of a tel URI none.")]
    public static ScriptValue UriParameters(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => uri.Host.IsEmpty ? default : Tail(uri.Parameters));

    [Transformation("uri.headers", Summary = "Headers without the question mark.")]
    public static ScriptValue UriHeaders(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => Tail(uri.Headers));

    [Transformation("uri.scheme", Summary = "Scheme.")]
    public static ScriptValue UriScheme(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => uri.SchemeText);

    [Transformation("uri.transport", Summary = "Parameter transport.")]
    public static ScriptValue UriTransport(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfUri(context, value, static (in SipUri uri) => uri.Transport);

    [Transformation("uri.param", MinArguments = 1, MaxArguments = 1, Summary = "A parameter by name.")]
    public static ScriptValue UriParameter(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var name = new ValueBytes(context.Worker, arguments[0]);
        return ParameterOfUri(context, value, name.Span);
    }

    [Transformation("uri.ttl", Summary = "Parameter ttl.")]
    public static ScriptValue UriTtl(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterOfUri(context, value, "ttl"u8);

    [Transformation("uri.uparam", Summary = "Parameter user.")]
    public static ScriptValue UriUserParameter(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterOfUri(context, value, "user"u8);

    [Transformation("uri.maddr", Summary = "Parameter maddr.")]
    public static ScriptValue UriMaddr(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterOfUri(context, value, "maddr"u8);

    [Transformation("uri.method", Summary = "Parameter method.")]
    public static ScriptValue UriMethod(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterOfUri(context, value, "method"u8);

    [Transformation("uri.lr", Summary = "Value of parameter lr.")]
    public static ScriptValue UriLooseRoute(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterOfUri(context, value, "lr"u8);

    [Transformation("uri.r2", Summary = "Value of parameter r2.")]
    public static ScriptValue UriDoubleRoute(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterOfUri(context, value, "r2"u8);

    [Transformation("uri.tosocket", Summary = "transport:host:port, transport in lower case; empty without a transport parameter.")]
    public static ScriptValue UriToSocket(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!context.Worker.Uris.TryParse(bytes.Span, out var uri))
            return ScriptValue.Undefined;

        if (uri.Transport.IsEmpty)
            return ScriptValue.Empty;

        var transport = MapAscii(Latin1.ToText(bytes.Span.Slice(uri.Transport.Start, uri.Transport.Length)), upper: false);
        var host = Latin1.ToText(bytes.Span.Slice(uri.Host.Start, uri.Host.Length));
        return ScriptValue.Of($"{transport}:{host}:{(uri.Port > 0 ? uri.Port : 5060)}");
    }

    [Transformation("nameaddr.uri", Summary = "URI of a name-addr.")]
    public static ScriptValue AddressUri(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfAddress(context, value, static (ReadOnlySpan<byte> text, in NameAddress address) => IsBare(text, address) ? new TextRange(0, text.Length) : address.Uri);

    [Transformation("nameaddr.name", Summary = "Display name of a name-addr, all that stands before the bracket.")]
    public static ScriptValue AddressName(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfAddress(context, value, static (ReadOnlySpan<byte> text, in NameAddress address) => IsBare(text, address) ? default : new TextRange(0, address.Uri.Start - 1));

    [Transformation("nameaddr.len", Summary = "Length of the name-addr up to its closing bracket.")]
    public static ScriptValue AddressLength(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !NameAddressParser.TryParse(FirstOf(bytes.Span), 0, out var address))
            return ScriptValue.Undefined;

        return ScriptValue.Of(IsBare(bytes.Span, address) ? bytes.Span.Length : address.Uri.End + 1);
    }

    [Transformation("tobody.uri", Summary = "URI of a From or To value.")]
    public static ScriptValue BodyUri(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfAddress(context, value, static (ReadOnlySpan<byte> _, in NameAddress address) => address.Uri);

    [Transformation("tobody.tag", Summary = "Tag of a From or To value.")]
    public static ScriptValue BodyTag(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfAddress(context, value, static (ReadOnlySpan<byte> _, in NameAddress address) => address.Tag);

    [Transformation("tobody.display", Summary = "Display name of a From or To value.")]
    public static ScriptValue BodyDisplay(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfAddress(context, value, static (ReadOnlySpan<byte> _, in NameAddress address) => address.DisplayName);

    [Transformation("tobody.params", Summary = "Parameters of a From or To value.")]
    public static ScriptValue BodyParameters(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        OfAddress(context, value, static (ReadOnlySpan<byte> _, in NameAddress address) => Tail(address.Parameters));

    [Transformation("tobody.user", Summary = "User of a From or To value.")]
    public static ScriptValue BodyUser(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        UriUser(context, BodyUri(context, value, arguments), arguments);

    [Transformation("tobody.host", Summary = "Host of a From or To value.")]
    public static ScriptValue BodyHost(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        UriHost(context, BodyUri(context, value, arguments), arguments);

    private delegate TextRange AddressPart(ReadOnlySpan<byte> text, in NameAddress address);

    private static ScriptValue OfUri(RoutingContext context, in ScriptValue value, UriPart part)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !context.Worker.Uris.TryParse(bytes.Span, out var uri) && !TryName(bytes.Span, out uri))
            return ScriptValue.Undefined;

        var range = part(uri);
        return range.IsEmpty ? ScriptValue.Empty : Slice(value, range.Start, range.Length);
    }

    /// <summary>Reads a URN: the namespace stands for the user, the rest for the host.</summary>
    private static bool TryName(ReadOnlySpan<byte> text, out SipUri uri)
    {
        uri = default;
        if (text.Length < 5 || !Latin1.EqualsIgnoreCase(text[..4], "urn:"u8))
            return false;

        var colon = text[4..].IndexOf((byte)':');
        uri.SchemeText = new TextRange(0, 3);
        uri.User = new TextRange(4, colon < 0 ? text.Length - 4 : colon);
        uri.Host = colon < 0 ? default : new TextRange(5 + colon, text.Length - 5 - colon);
        return true;
    }

    private static ScriptValue ParameterOfUri(RoutingContext context, in ScriptValue value, ReadOnlySpan<byte> name)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !context.Worker.Uris.TryParse(bytes.Span, out var uri))
            return ScriptValue.Undefined;

        var parameters = bytes.Span.Slice(uri.Parameters.Start, uri.Parameters.Length);
        return ParameterReader.TryGet(parameters, name, out TextRange range) && !range.IsEmpty
            ? Slice(value, uri.Parameters.Start + range.Start, range.Length)
            : ScriptValue.Empty;
    }

    private static ScriptValue OfAddress(RoutingContext context, in ScriptValue value, AddressPart part)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !NameAddressParser.TryParse(FirstOf(bytes.Span), 0, out var address))
            return ScriptValue.Undefined;

        var range = part(bytes.Span, address);
        return range.IsEmpty ? ScriptValue.Empty : Slice(value, range.Start, range.Length);
    }

    private static bool IsBare(ReadOnlySpan<byte> text, in NameAddress address) =>
        address.Uri.Start == 0 || text[address.Uri.Start - 1] != (byte)'<';

    /// <summary>The first address of a list.</summary>
    private static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> text)
    {
        var inBrackets = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)',' when !inBrackets:
                    return text[..i];
                case (byte)'<':
                    inBrackets = true;
                    break;
                case (byte)'>':
                    inBrackets = false;
                    break;
                case (byte)'"' when !inBrackets:
                    i = SipChars.SkipQuoted(text, i) - 1;
                    if (i < 0)
                        return text;

                    break;
            }
        }

        return text;
    }

    private static TextRange Tail(TextRange range) => range.IsEmpty ? range : range.Slice(1, range.Length - 1);
}
