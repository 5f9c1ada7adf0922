using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Rr;

/// <summary>Routing by the Route headers of a request (RFC 3261 §16.4 and §16.6 (6), §16.12; spec sip-core §5).</summary>
internal sealed class LooseRouting(ITransportTable transports)
{
    private static readonly ItemSlot<object> NextHop = new();

    /// <summary>Requests leave by the socket in the own Route also when that is a single one.</summary>
    public bool ForcesSocket { get; set; }

    /// <summary>True when <see cref="Route"/> took an own entry off and found the next hop in the one below it.</summary>
    public static bool HasNextHop(RoutingContext context) => context.Items.Get(NextHop) is not null;

    /// <summary>Routes the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="checkStrict">Look whether the previous hop was a strict router.</param>
    /// <returns>True when the request goes on by its Route headers.</returns>
    public bool Route(RoutingContext context, bool checkStrict)
    {
        var message = context.Message;
        var reader = new NameAddressReader(message, HeaderName.Route);
        if (!reader.TryRead(out var top) || !top.IsValid)
            return false;

        var isPreloaded = !message.HasToTag;
        if (!isPreloaded && checkStrict && IsMine(context, context.RequestUri, out _, out _))
            return FromStrictRouter(context);

        return Loose(context, isPreloaded);
    }

    private bool Loose(RoutingContext context, bool isPreloaded)
    {
        var consumed = ConsumeOwn(context);
        var message = context.Message;
        if (!TryReadValue(message, consumed, out var next))
        {
            RouteSet.RemoveTop(message, context.Edits, consumed);
            return consumed > 0 && !isPreloaded;
        }

        if (consumed > 0)
            context.Items.Set(NextHop, NextHop);

        var uri = message.Span(next.Uri);
        if (!SipUriParser.TryParse(uri, out var parsed))
        {
            // No address: it stays the next hop, and resolving it fails with the code that the script can answer.
            context.DestinationUri.Set(uri);
            RouteSet.RemoveTop(message, context.Edits, consumed);
            return true;
        }

        if (parsed.IsLoose)
        {
            context.DestinationUri.Set(uri);
            if (consumed > 0)
                RouteSet.RemoveTop(message, context.Edits, consumed);

            return true;
        }

        ToStrictRouter(context, uri, consumed);
        return true;
    }

    // The next hop routes strictly: it wants itself in the request URI and the target as last Route.
    private static void ToStrictRouter(RoutingContext context, ReadOnlySpan<byte> uri, int consumed)
    {
        var line = context.Worker.RentWriter();
        line.Write("Route: <"u8);
        line.Write(context.RequestUri);
        line.Write(">\r\n"u8);
        context.Edits.AppendHeader(line.Written);
        context.Worker.Return(line);
        RouteSet.RemoveTop(context.Message, context.Edits, consumed + 1);
        context.NewRequestUri.Set(uri);
    }

    // The previous hop put this server into the request URI and the target at the end of the Route headers.
    private static bool FromStrictRouter(RoutingContext context)
    {
        var message = context.Message;
        RememberParameters(context, context.RequestUri);
        var reader = new NameAddressReader(message, HeaderName.Route);
        AddressValue last = default;
        var count = 0;
        while (reader.TryRead(out var value))
        {
            last = value;
            count++;
        }

        if (!last.IsValid)
            return false;

        context.NewRequestUri.Set(message.Span(last.Address.Uri));
        if (last.IsAlone)
            context.Edits.RemoveHeader(last.HeaderIndex);
        else
            context.Edits.Remove(last.Extent);

        if (count > 1 && TryReadValue(message, 0, out var next))
            context.DestinationUri.Set(message.Span(next.Uri));

        return true;
    }

    // The top Route when it is this server, and the second half of a pair; the latter fixes the outgoing socket.
    private int ConsumeOwn(RoutingContext context)
    {
        var message = context.Message;
        if (!TryReadValue(message, 0, out var top) || !IsMine(context, message.Span(top.Uri), out var uri, out var own))
            return 0;

        RememberParameters(context, message.Span(top.Uri));
        if (ForcesSocket && !uri.IsDouble && own is not null)
            context.ForcedSocket = own;

        if (!uri.IsDouble || !TryReadValue(message, 1, out var second))
            return 1;

        if (!IsMine(context, message.Span(second.Uri), out var pair, out var socket) || !pair.IsDouble)
            return 1;

        if (socket is not null)
            context.ForcedSocket = socket;

        return 2;
    }

    private bool IsMine(RoutingContext context, ReadOnlySpan<byte> text, out SipUri uri, out ListenSocket? socket)
    {
        socket = null;
        if (!SipUriParser.TryParse(text, out uri))
            return false;

        var host = text.Slice(uri.Host.Start, uri.Host.Length);
        var protocol = ProtocolOf(text, uri);
        if (!transports.IsMyself(context.Snapshot, host, uri.Port, uri.Transport.IsEmpty ? TransportProtocol.None : protocol))
            return false;

        if (HostEndPoint.TryParseAddress(host, uri.Port > 0 ? uri.Port : DefaultPortOf(protocol), out var address))
            socket = transports.FindLocal(protocol, address);

        return true;
    }

    private static TransportProtocol ProtocolOf(ReadOnlySpan<byte> text, in SipUri uri)
    {
        if (TransportProtocols.TryParse(text.Slice(uri.Transport.Start, uri.Transport.Length), out var protocol))
            return protocol;

        return uri.Scheme == SipScheme.Sips ? TransportProtocol.Tls : TransportProtocol.Udp;
    }

    private static int DefaultPortOf(TransportProtocol protocol) => protocol is TransportProtocol.Tls or TransportProtocol.Wss ? 5061 : 5060;

    private static void RememberParameters(RoutingContext context, ReadOnlySpan<byte> text)
    {
        if (SipUriParser.TryParse(text, out var uri))
            RoutedParameters.Set(context, text.Slice(uri.Parameters.Start, uri.Parameters.Length));
    }

    private static bool TryReadValue(SipMessage message, int index, out NameAddress address)
    {
        address = default;
        var reader = new NameAddressReader(message, HeaderName.Route);
        for (var i = 0; reader.TryRead(out var value); i++)
        {
            if (i != index)
                continue;

            address = value.Address;
            return value.IsValid;
        }

        return false;
    }
}
