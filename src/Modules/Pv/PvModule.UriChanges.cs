using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>URIs made from URIs: <c>{uri.saor}</c> and its kin, <c>{urialias.…}</c>, <c>{sock.…}</c>.</content>
internal sealed partial class PvModule
{
    [Transformation("uri.saor", Summary = "scheme:user@host.")]
    public static ScriptValue UriAddress(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Rebuild(context, value, withUser: true, withTarget: false);

    [Transformation("uri.suri", Summary = "scheme:user@host:port;transport.")]
    public static ScriptValue UriShort(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Rebuild(context, value, withUser: true, withTarget: true);

    [Transformation("uri.duri", Summary = "scheme:host:port;transport.")]
    public static ScriptValue UriDestination(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Rebuild(context, value, withUser: false, withTarget: true);

    [Transformation("uri.rmparam", MinArguments = 1, MaxArguments = 1, Summary = "Without a parameter.")]
    public static ScriptValue UriWithout(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !SipUriParser.TryParse(bytes.Span, out var uri))
            return ScriptValue.Undefined;

        var text = value.ToText();
        var kept = text[..uri.Parameters.Start];
        foreach (var parameter in text.Substring(uri.Parameters.Start, uri.Parameters.Length).Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = parameter.AsSpan()[..(parameter.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? at : parameter.Length)];
            if (!name.Trim().Equals(arguments[0].ToText(), StringComparison.OrdinalIgnoreCase))
                kept = $"{kept};{parameter}";
        }

        return uri.Parameters.IsEmpty ? value : ScriptValue.Of($"{kept}{text[uri.Parameters.End..]}");
    }

    [Transformation("urialias.encode", Summary = "A URI as alias value: host~port~transport; empty when it is none.")]
    public static ScriptValue ToAlias(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined)
            return value;

        if (!SipUriParser.TryParse(bytes.Span, out var uri) || uri.Host.IsEmpty)
            return ScriptValue.Empty;

        var transport = TransportOf(bytes.Span, uri);
        var port = uri.Port > 0 ? uri.Port : DefaultPortOf(transport);
        return ScriptValue.Of($"{Latin1.ToText(bytes.Span.Slice(uri.Host.Start, uri.Host.Length))}~{port}~{(int)transport}");
    }

    [Transformation("urialias.decode", Summary = "An alias value as URI; empty when it is none.")]
    public static ScriptValue FromAlias(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var parts = value.ToText().Split('~');
        if (parts.Length != 3 || parts[0].Length == 0 || !ushort.TryParse(parts[1], out var port) || !byte.TryParse(parts[2], out var number)
            || number is 0 || number >= TransportNames.Length)
            return ScriptValue.Empty;

        var transport = (TransportProtocol)number;
        return ScriptValue.Of(transport == TransportProtocol.Udp ? $"sip:{parts[0]}:{port}" : $"sip:{parts[0]}:{port};transport={transport.Name()}");
    }

    private static ScriptValue Rebuild(RoutingContext context, in ScriptValue value, bool withUser, bool withTarget)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !SipUriParser.TryParse(bytes.Span, out var uri))
            return ScriptValue.Undefined;

        var text = value.ToText();
        var user = withUser && !uri.User.IsEmpty ? $"{text.Substring(uri.User.Start, uri.User.Length)}@" : string.Empty;
        var port = withTarget && uri.Port > 0 ? $":{uri.Port}" : string.Empty;
        var transport = withTarget && !uri.Transport.IsEmpty ? $";transport={text.Substring(uri.Transport.Start, uri.Transport.Length)}" : string.Empty;
        return ScriptValue.Of($"{text.Substring(uri.SchemeText.Start, uri.SchemeText.Length)}:{user}{text.Substring(uri.Host.Start, uri.Host.Length)}{port}{transport}");
    }

    private static TransportProtocol TransportOf(ReadOnlySpan<byte> text, in SipUri uri)
    {
        if (!uri.Transport.IsEmpty && TransportProtocols.TryParse(text.Slice(uri.Transport.Start, uri.Transport.Length), out var named))
            return named;

        return Latin1.EqualsIgnoreCase(text.Slice(uri.SchemeText.Start, uri.SchemeText.Length), "sips"u8) ? TransportProtocol.Tls : TransportProtocol.Udp;
    }
}
