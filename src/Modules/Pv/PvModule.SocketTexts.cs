using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{sock.…}</c> of a socket <c>proto:host:port</c>.</content>
internal sealed partial class PvModule
{
    [Transformation("sock.host", Newer = true, Summary = "Host of a socket proto:host:port.")]
    public static ScriptValue SocketHost(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out _, out var host, out _) ? ScriptValue.Of(host) : ScriptValue.Undefined;

    [Transformation("sock.port", Newer = true, Summary = "Port of a socket proto:host:port; 0 when it is not written.")]
    public static ScriptValue SocketPort(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out _, out _, out var port) ? ScriptValue.Of(port) : ScriptValue.Undefined;

    [Transformation("sock.proto", Newer = true, Summary = "Transport of a socket proto:host:port.")]
    public static ScriptValue SocketTransport(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out var transport, out _, out _) ? TransportNames[(int)transport] : ScriptValue.Undefined;

    [Transformation("sock.touri", Newer = true, Summary = "A SIP URI for a socket proto:host:port.")]
    public static ScriptValue SocketUri(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        TrySocket(value, out var transport, out var host, out var port)
            ? ScriptValue.Of(Compose(transport, host, port > 0 ? port : DefaultPortOf(transport), AddressForm.UriWithTransport))
            : ScriptValue.Undefined;

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
}
