using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Siputils;

/// <content>Parts of URIs, and telephone numbers.</content>
internal sealed partial class SiputilsModule
{
    private const int MaxNumberDigits = 15;

    /// <summary>-1 when the request URI has no such parameter.</summary>
    [Function("get_uri_param", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure, Summary = "Puts the value of a parameter of the request URI into a variable.")]
    public static ReturnCode GetUriParameter(RoutingContext context, ScriptValue name, [Assigned] VariableReference target)
    {
        var text = context.RequestUri;
        using var wanted = new ValueBytes(context.Worker, name);
        return ReturnCode.Of(SipUriParser.TryParse(text, out var uri)
            && TryGetParameter(text, uri, wanted.Span, out var value)
            && target.Write(context, ScriptValue.Of(Latin1.ToText(value))));
    }

    /// <summary>1 also when there is none; -1 when the request URI cannot be read.</summary>
    [Function("uri_param_rm", Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure, Summary = "Takes a parameter of the request URI out.")]
    public static ReturnCode RemoveUriParameter(RoutingContext context, ScriptValue name)
    {
        if (!SipUriParser.TryParse(context.RequestUri, out _))
            return ReturnCode.False;

        using var wanted = new ValueBytes(context.Worker, name);
        var output = context.Worker.RentWriter();
        if (ContactParameter.TryRemove(context.RequestUri, wanted.Span, output))
            context.NewRequestUri.Set(output.Written);

        context.Worker.Return(output);
        return ReturnCode.True;
    }

    /// <summary>-1 when the variable holds no SIP URI.</summary>
    [Function("set_uri_user", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Changes the user of the URI in a variable; empty takes it out.")]
    public static ReturnCode SetUser(RoutingContext context, [Assigned] VariableReference uri, ScriptValue user)
    {
        using var text = new ValueBytes(context.Worker, user);
        return Rewrite(context, uri, new UriChange { HasUser = true, User = text.Span });
    }

    /// <summary>-1 when the variable holds no SIP URI, or the host is empty.</summary>
    [Function("set_uri_host", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Changes the host of the URI in a variable.")]
    public static ReturnCode SetHost(RoutingContext context, [Assigned] VariableReference uri, ScriptValue host)
    {
        using var text = new ValueBytes(context.Worker, host);
        return text.Span.IsEmpty ? ReturnCode.False : Rewrite(context, uri, new UriChange { Host = text.Span });
    }

    /// <summary>1 a tel URI was changed, 2 it is none and the variable stays; -1 without a number.</summary>
    [Function("tel2sip", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch | RouteKinds.OnReply, Summary = "Puts a tel URI as sip:number@host;user=phone into a variable; visual separators are left out.")]
    public static ReturnCode TelToSip(RoutingContext context, ScriptValue uri, ScriptValue host, [Assigned] VariableReference target)
    {
        using var text = new ValueBytes(context.Worker, uri);
        if (text.Span.Length < 4 || !Latin1.EqualsIgnoreCase(text.Span[..4], "tel:"u8))
            return 2;

        using var name = new ValueBytes(context.Worker, host);
        var output = context.Worker.RentWriter();
        output.Write("sip:"u8);
        WriteNumber(text.Span[4..], output);
        output.Write((byte)'@');
        output.Write(name.Span);
        output.Write(";user=phone"u8);
        var good = text.Span.Length > 4 && !name.Span.IsEmpty && target.Write(context, ScriptValue.Of(Latin1.ToText(output.Written)));
        context.Worker.Return(output);
        return ReturnCode.Of(good);
    }

    [Function("is_e164", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True for a plus and 2 to 15 digits.")]
    public static ReturnCode IsNumber(RoutingContext context, ScriptValue text)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        return ReturnCode.Of(IsNumber(bytes.Span));
    }

    [Function("is_uri_user_e164", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the user of the SIP URI is a plus and 2 to 15 digits.")]
    public static ReturnCode IsUserNumber(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        return ReturnCode.Of(SipUriParser.TryParse(bytes.Span, out var parts) && !parts.Host.IsEmpty && IsNumber(Cut(bytes.Span, parts.User)));
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.Length is > 2 and <= MaxNumberDigits + 1 && text[0] == (byte)'+' && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // RFC 3966 §5.1.1: - . ( ) are for the eye only; the parameters follow in lower case.
    private static void WriteNumber(ReadOnlySpan<byte> text, ByteWriter output)
    {
        var isNumber = true;
        foreach (var b in text)
        {
            isNumber &= b != (byte)';';
            if (isNumber && b is (byte)'-' or (byte)'.' or (byte)'(' or (byte)')')
                continue;

            output.Write(isNumber ? b : (byte)char.ToLowerInvariant((char)b));
        }
    }

    private static ReturnCode Rewrite(RoutingContext context, VariableReference variable, scoped in UriChange change)
    {
        using var text = new ValueBytes(context.Worker, variable.Read(context));
        var output = context.Worker.RentWriter();
        var good = UriRewriter.TryWrite(text.Span, change, output) && variable.Write(context, ScriptValue.Of(Latin1.ToText(output.Written)));
        context.Worker.Return(output);
        return ReturnCode.Of(good);
    }
}
