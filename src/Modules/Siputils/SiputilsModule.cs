using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Siputils;

/// <summary>Tests of SIP messages and URIs.</summary>
[Module("siputils", Summary = "Tests of SIP messages and URIs.")]
internal sealed partial class SiputilsModule(ITransportTable transports, TimeProvider clock) : IModule
{
    [Function("has_totag", Routes = RouteKinds.Any, Summary = "True when To has a tag.")]
    public static ReturnCode HasToTag(RoutingContext context) => ReturnCode.Of(context.Message.HasToTag);

    [Function("is_request", Routes = RouteKinds.Any, Summary = "True for a request.")]
    public static ReturnCode IsRequest(RoutingContext context) => ReturnCode.Of(context.Message.IsRequest);

    [Function("is_reply", Routes = RouteKinds.Any, Summary = "True for a reply.")]
    public static ReturnCode IsReply(RoutingContext context) => ReturnCode.Of(!context.Message.IsRequest);

    [Function("is_sip", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True for a SIP message.")]
    public static ReturnCode IsSip(RoutingContext context) => ReturnCode.Of(!IsHttpMessage(context));

    [Function("is_http", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True for an HTTP request.")]
    public static ReturnCode IsHttp(RoutingContext context) => ReturnCode.Of(IsHttpMessage(context));

    [Function("sip_parse_headers", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "1 when the headers can be read, which here is known before the script runs.")]
    public static ReturnCode ParseHeaders(RoutingContext context) => ReturnCode.True;

    private static bool IsHttpMessage(RoutingContext context) => context.Message.Span(context.Message.Version).StartsWith("HTTP/"u8);

    [Function("is_first_hop", Kemi = "is_first_hop/0,is_first_hop_mode/1", Routes = RouteKinds.Any, Summary = "Request: only one Via. Reply: the top Record-Route is this server and the source is not; mode 1 skips the second test.")]
    public ReturnCode IsFirstHop(RoutingContext context, int mode = 0)
    {
        var message = context.Message;
        if (message.IsRequest)
            return ReturnCode.Of(message.TryGetVia(out var via) && !message.TryGetNextVia(via, out _));

        var routes = new NameAddressReader(message, HeaderName.RecordRoute);
        if (!routes.TryRead(out var first))
            return ReturnCode.True;

        if (!first.IsValid || !Myself.Is(context, transports, message.Span(first.Address.Uri)))
            return ReturnCode.False;

        return ReturnCode.Of(mode == 1 || transports.FindLocal(context.Received.Protocol, context.Received.Remote) is null);
    }

    [Function("is_user", Routes = RouteKinds.Request, Summary = "True when the user of the credentials is that.")]
    public static ReturnCode IsUser(RoutingContext context, ScriptValue user)
    {
        using var wanted = new ValueBytes(context.Worker, user);
        return ReturnCode.Of(Credentials.TryFind(context.Message, "username"u8, out var name) && context.Message.Span(name).SequenceEqual(wanted.Span));
    }

    [Function("is_uri", Routes = RouteKinds.Any, Summary = "True for a well-formed SIP, SIPS or tel URI.")]
    public static ReturnCode IsUri(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        return ReturnCode.Of(SipUriParser.TryParse(bytes.Span, out _));
    }

    [Function("uri_param", Kemi = "uri_param/1,uri_param_value/2", Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure, Summary = "True when the request URI has the parameter, with that value when one is given.")]
    public static ReturnCode HasUriParameter(RoutingContext context, ScriptValue name, ScriptValue value = default)
    {
        var text = context.RequestUri;
        if (!SipUriParser.TryParse(text, out var uri))
            return ReturnCode.False;

        using var wanted = new ValueBytes(context.Worker, name);
        using var expected = new ValueBytes(context.Worker, value);
        return ReturnCode.Of(
            TryGetParameter(text, uri, wanted.Span, out var found) && expected.Span.SequenceEqual(found));
    }

    [Function("uri_param_any", Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure, Summary = "True when the request URI has the parameter, whatever its value.")]
    public static ReturnCode HasAnyUriParameter(RoutingContext context, ScriptValue name)
    {
        var text = context.RequestUri;
        using var wanted = new ValueBytes(context.Worker, name);
        return ReturnCode.Of(SipUriParser.TryParse(text, out var uri) && TryGetParameter(text, uri, wanted.Span, out _));
    }

    [Function("add_uri_param", Routes = RouteKinds.Request, Summary = "Adds a parameter to the request URI.")]
    public static ReturnCode AddUriParameter(RoutingContext context, ScriptValue parameter)
    {
        var writer = context.Worker.RentWriter();
        writer.Write((byte)';');
        parameter.WriteTo(writer);
        var done = writer.Length == 1 || UriRewriter.RewriteRequestUri(context, new UriChange { AddParameter = writer.Written });
        context.Worker.Return(writer);
        return ReturnCode.Of(done);
    }

    [Function("is_gruu", Kemi = "is_gruu/0", Routes = RouteKinds.Any, Summary = "True when the URI, else the request URI, has a gr parameter.")]
    public static ReturnCode IsGruu(RoutingContext context, ScriptValue uri = default)
    {
        using var given = new ValueBytes(context.Worker, uri);
        var text = given.Span.IsEmpty ? context.RequestUri : given.Span;
        return ReturnCode.Of(SipUriParser.TryParse(text, out var parsed)
            && ParameterReader.TryGet(text.Slice(parsed.Parameters.Start, parsed.Parameters.Length), "gr"u8, out TextRange _));
    }

    [Function("is_supported", ConstantArguments = true, Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when Supported lists the option.")]
    public static ReturnCode IsSupported(RoutingContext context, ScriptValue option)
    {
        using var wanted = new ValueBytes(context.Worker, option);
        return ReturnCode.Of(OptionTags.Contains(context.Message, HeaderName.Supported, wanted.Span));
    }

    [Function("is_tel_number", Routes = RouteKinds.Any, Summary = "True for digits with an optional plus before.")]
    public static ReturnCode IsTelNumber(RoutingContext context, ScriptValue text)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        var digits = bytes.Span.StartsWith("+"u8) ? bytes.Span[1..] : bytes.Span;
        return ReturnCode.Of(!digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'));
    }

    [Function("is_numeric", Routes = RouteKinds.Any, Summary = "True for digits.")]
    public static ReturnCode IsNumeric(RoutingContext context, ScriptValue text)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        return ReturnCode.Of(!bytes.Span.IsEmpty && !bytes.Span.ContainsAnyExceptInRange((byte)'0', (byte)'9'));
    }

    [Function("is_alphanum", Kemi = "is_alphanum/1,is_alphanumex/2", Routes = RouteKinds.Any, Summary = "True for letters and digits.")]
    [Function("is_alphanumex", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True for letters, digits and the extra characters given.")]
    public static ReturnCode IsAlphanumeric(RoutingContext context, ScriptValue text, ScriptValue extra = default)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        using var more = new ValueBytes(context.Worker, extra);
        foreach (var b in bytes.Span)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && more.Span.IndexOf(b) < 0)
                return ReturnCode.False;
        }

        return ReturnCode.Of(!bytes.Span.IsEmpty);
    }

    [Function("cmp_uri", Routes = RouteKinds.Any, Summary = "True when two URIs have equal user, host and port.")]
    public static ReturnCode CompareUris(RoutingContext context, ScriptValue left, ScriptValue right) => Compare(context, left, right, withPort: true);

    [Function("cmp_aor", Routes = RouteKinds.Any, Summary = "True when two URIs have equal user and host.")]
    public static ReturnCode CompareAddresses(RoutingContext context, ScriptValue left, ScriptValue right) => Compare(context, left, right, withPort: false);

    // Those of a telephone number stand in the user.
    private static bool TryGetParameter(ReadOnlySpan<byte> text, in SipUri uri, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var isThere = ParameterReader.TryGet(Cut(text, uri.Parameters), name, out TextRange range);
        var list = isThere ? uri.Parameters : uri.UserParameters;
        isThere = isThere || ParameterReader.TryGet(Cut(text, uri.UserParameters), name, out range);
        value = isThere ? Cut(text, list).Slice(range.Start, range.Length) : default;
        return isThere;
    }

    private static ReturnCode Compare(RoutingContext context, in ScriptValue left, in ScriptValue right, bool withPort)
    {
        using var first = new ValueBytes(context.Worker, left);
        using var second = new ValueBytes(context.Worker, right);
        if (!SipUriParser.TryParse(first.Span, out var a) || !SipUriParser.TryParse(second.Span, out var b))
            return ReturnCode.False;

        return ReturnCode.Of(a.Scheme == b.Scheme
            && Cut(first.Span, a.User).SequenceEqual(Cut(second.Span, b.User))
            && Latin1.EqualsIgnoreCase(Cut(first.Span, a.Host), Cut(second.Span, b.Host))
            && (!withPort || a.Port == b.Port));
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, TextRange range) => text.Slice(range.Start, range.Length);
}
