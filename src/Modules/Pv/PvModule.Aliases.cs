using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{urialias.…}</c>: host, port and number of the transport as in <c>;alias=</c>.</content>
internal sealed partial class PvModule
{
    [Transformation("urialias.encode", Summary = "host~port~transport of a URI; empty when it is none.")]
    public static ScriptValue ToAlias(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        if (!value.IsDefined || !SipUriParser.TryParse(bytes.Span, out var uri) || uri.Host.IsEmpty)
            return value.IsDefined ? ScriptValue.Empty : value;

        if (!TransportProtocols.TryParse(bytes.Span.Slice(uri.Transport.Start, uri.Transport.Length), out var transport))
            transport = TransportProtocol.Udp;

        var port = uri.Port > 0 ? uri.Port : DefaultPortOf(transport);
        var host = Latin1.ToText(bytes.Span.Slice(uri.Host.Start, uri.Host.Length));
        return ScriptValue.Of(string.Create(CultureInfo.InvariantCulture, $"{host}~{port}~{(int)transport}"));
    }

    [Transformation("urialias.decode", Summary = "URI of host~port~transport; empty when it is none.")]
    public static ScriptValue FromAlias(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var parts = value.ToText().Split('~', 4);
        if (parts.Length != 3 || parts[0].Length == 0 || !ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || !byte.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < (int)TransportProtocol.Udp or > (int)TransportProtocol.Wss)
            return ScriptValue.Empty;

        return ScriptValue.Of(Compose((TransportProtocol)number, parts[0], port, AddressForm.Uri));
    }
}
