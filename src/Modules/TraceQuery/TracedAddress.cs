using System.Globalization;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.TraceQuery;

/// <summary>An address as it is stored.</summary>
/// <param name="Text">The stored text, <c>udp:192.0.2.1:5060</c>.</param>
/// <param name="Protocol">Transport; None when not known.</param>
/// <param name="EndPoint">Address and port; not set when the text has none.</param>
internal readonly record struct TracedAddress(string Text, TransportProtocol Protocol, HostEndPoint EndPoint)
{
    /// <summary>Reads <c>proto:host:port</c>. IPv6 may have brackets or, as the peer writes it, none: what stands behind the last colon is the port.</summary>
    public static TracedAddress Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !TransportProtocols.TryParse(Latin1.ToBytes(text[..colon]), out var protocol))
            protocol = TransportProtocol.None;

        var last = text.LastIndexOf(':');
        return last > colon && int.TryParse(text.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new TracedAddress(text, protocol, Read(text[(colon + 1)..last], port))
            : new TracedAddress(text, protocol, default);
    }

    /// <summary>Makes one of the parts that sip_capture keeps.</summary>
    public static TracedAddress Of(string host, long port, TransportProtocol protocol)
    {
        var name = protocol == TransportProtocol.None ? string.Empty : protocol.Name() + ":";
        var shown = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new TracedAddress(string.Create(CultureInfo.InvariantCulture, $"{name}{shown}:{port}"), protocol, Read(host, port));
    }

    private static HostEndPoint Read(string host, long port) =>
        port is >= 0 and <= ushort.MaxValue && HostEndPoint.TryParseAddress(Latin1.ToBytes(host), (int)port, out var found) ? found : default;
}
