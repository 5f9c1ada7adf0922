using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Core.Api;

/// <summary>Whether a URI names this server.</summary>
internal static class Myself
{
    /// <summary>True when host, port and transport of a URI are ours; <c>[proto:]host[:port]</c> is taken too.</summary>
    public static bool Is(RoutingContext context, ITransportTable transports, ReadOnlySpan<byte> text)
    {
        if (SipUriParser.TryParse(text, out var uri))
        {
            _ = TransportProtocols.TryParse(text.Slice(uri.Transport.Start, uri.Transport.Length), out var protocol);
            return !uri.Host.IsEmpty
                && transports.IsMyself(context.Snapshot, text.Slice(uri.Host.Start, uri.Host.Length), uri.Port, protocol);
        }

        return TryReadHost(text, out var host, out var port, out var plain)
            && transports.IsMyself(context.Snapshot, text.Slice(host.Start, host.Length), port, plain);
    }

    private static bool TryReadHost(ReadOnlySpan<byte> text, out TextRange host, out int port, out TransportProtocol protocol)
    {
        host = new TextRange(0, text.Length);
        port = 0;
        protocol = TransportProtocol.None;
        var colon = text.IndexOf((byte)':');
        if (colon > 0 && TransportProtocols.TryParse(text[..colon], out protocol))
            host = new TextRange(colon + 1, text.Length - colon - 1);

        var end = text.LastIndexOf((byte)':');
        if (end >= host.Start && end > text.LastIndexOf((byte)']') && SipChars.TryReadNumber(text[(end + 1)..], out port))
            host = new TextRange(host.Start, end - host.Start);

        return !host.IsEmpty;
    }
}
