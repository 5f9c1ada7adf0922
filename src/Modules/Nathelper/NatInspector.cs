using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Nathelper;

/// <summary>Asks a message whether its sender is behind NAT.</summary>
internal static class NatInspector
{
    private const int DefaultPort = 5060;

    /// <summary>True when one of the tests hits.</summary>
    public static bool Hits(RoutingContext context, NatTests tests) =>
        HitsSource(context, tests) || HitsVia(context, tests) || HitsContact(context, tests) || HitsSdp(context, tests)
        || (tests.HasFlag(NatTests.NextHop) && IsElsewhere(context));

    private static bool HitsSource(RoutingContext context, NatTests tests) =>
        (tests.HasFlag(NatTests.SourcePrivate) && PrivateAddress.Is(context.Received.Remote))
        || (tests.HasFlag(NatTests.WebSocket) && context.Received.Protocol is TransportProtocol.Ws or TransportProtocol.Wss);

    private static bool HitsVia(RoutingContext context, NatTests tests)
    {
        if ((tests & (NatTests.ViaHost | NatTests.ViaPrivate | NatTests.ViaPort)) == NatTests.None || !context.Message.TryGetVia(out var via))
            return false;

        var source = context.Received.Remote;
        var isAddress = HostEndPoint.TryParseAddress(context.Message.Span(via.Host), 0, out var host);
        return (tests.HasFlag(NatTests.ViaHost) && (!isAddress || !host.SameAddress(source)))
            || (tests.HasFlag(NatTests.ViaPrivate) && isAddress && PrivateAddress.Is(host))
            || (tests.HasFlag(NatTests.ViaPort) && (via.Port == 0 ? DefaultPort : via.Port) != source.Port);
    }

    private static bool HitsContact(RoutingContext context, NatTests tests)
    {
        if ((tests & (NatTests.ContactPrivate | NatTests.ContactPort)) == NatTests.None || !ContactPlace.TryFind(context, out var contact))
            return false;

        return (tests.HasFlag(NatTests.ContactPrivate) && PrivateAddress.Is(context.Message.Span(contact.Host)))
            || (tests.HasFlag(NatTests.ContactPort) && PortOf(contact.Port, contact.Scheme) != context.Received.Remote.Port);
    }

    private static bool HitsSdp(RoutingContext context, NatTests tests)
    {
        if ((tests & (NatTests.SdpPrivate | NatTests.SdpSource)) == NatTests.None || SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return false;

        var lines = new SdpLines(context.Message.Bytes, body);
        while (lines.Next())
        {
            if (!SdpAddress.TryRead(lines.Span, (byte)'c', out _, out var text) || !HostEndPoint.TryParseAddress(lines.Span.Slice(text.Start, text.Length), 0, out var address))
                continue;

            if ((tests.HasFlag(NatTests.SdpPrivate) && PrivateAddress.Is(address)) || (tests.HasFlag(NatTests.SdpSource) && !address.SameAddress(context.Received.Remote)))
                return true;
        }

        return false;
    }

    /// <summary>A request: its URI names another place than $du; a reply: the next Via names another one than it came from.</summary>
    private static bool IsElsewhere(RoutingContext context) => context.Message.IsRequest ? IsNextHopElsewhere(context) : IsNextViaElsewhere(context);

    private static bool IsNextHopElsewhere(RoutingContext context)
    {
        var hop = context.DestinationUri.Span;
        var request = context.RequestUri;
        if (hop.IsEmpty || !SipUriParser.TryParse(hop, out var next) || !SipUriParser.TryParse(request, out var uri))
            return false;

        return IsWebSocket(hop.Slice(next.Transport.Start, next.Transport.Length))
            || PortOf(next.Port, next.Scheme) != PortOf(uri.Port, uri.Scheme)
            || !Latin1.EqualsIgnoreCase(hop.Slice(next.Host.Start, next.Host.Length), request.Slice(uri.Host.Start, uri.Host.Length));
    }

    private static bool IsNextViaElsewhere(RoutingContext context)
    {
        var message = context.Message;
        if (!message.TryGetVia(out var own) || !message.TryGetNextVia(own, out var via))
            return false;

        return via.Transport is TransportProtocol.Ws or TransportProtocol.Wss
            || (!via.Received.IsEmpty && !message.Span(via.Received).SequenceEqual(message.Span(via.Host)))
            || (via.Rport > 0 && via.Rport != (via.Port == 0 ? DefaultPort : via.Port));
    }

    private static bool IsWebSocket(ReadOnlySpan<byte> transport) =>
        TransportProtocols.TryParse(transport, out var protocol) && protocol is TransportProtocol.Ws or TransportProtocol.Wss;

    private static int PortOf(int written, SipScheme scheme)
    {
        if (written != 0)
            return written;

        return scheme == SipScheme.Sips ? DefaultPort + 1 : DefaultPort;
    }
}
