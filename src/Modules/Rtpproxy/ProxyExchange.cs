using System.Buffers.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>An offer or answer of one message: commands for each media, then the changes to its session description.</summary>
/// <param name="context">The message.</param>
/// <param name="places">What may change in its session description.</param>
/// <param name="flags">Letters of the script.</param>
/// <param name="announced">Address that the description shall have instead of the proxy's; empty = the proxy's.</param>
internal sealed class ProxyExchange(RoutingContext context, SdpPlaces places, ProxyFlags flags, HostEndPoint announced)
{
    private const int NoPort = 0;
    private HostEndPoint _session;

    /// <summary>What stands behind the Call-ID in the name of the session.</summary>
    public string ExtraId { get; init; } = string.Empty;

    /// <summary>Asks the proxy about every media and queues the changes.</summary>
    /// <param name="node">The proxy.</param>
    /// <param name="command"><c>U</c> offer or <c>L</c> answer.</param>
    /// <param name="tags">Names of the call.</param>
    /// <param name="ask">Sends a command; null when no reply came.</param>
    /// <returns>False when the proxy did not answer or refused.</returns>
    public bool Run(ProxyNode node, char command, in ProxyTags tags, Func<ProxyNode, ReadOnlyMemory<byte>, byte[]?> ask)
    {
        var number = 0;
        foreach (var media in places.Media)
        {
            number++;
            if (media.PortNumber == NoPort)
                continue;

            var text = context.Worker.RentWriter();
            Write(text, command, tags, media, number);
            var reply = ask(node, text.Written.ToArray());
            context.Worker.Return(text);
            if (reply is null || !TryRead(reply, node, out var port, out var address))
                return false;

            Put(media, port, address);
        }

        PutSession();
        return _session.IsSet;
    }

    private void Write(ByteWriter text, char command, in ProxyTags tags, SdpMedia media, int number)
    {
        var message = context.Message;
        var address = context.Received.Remote;
        if (flags.TrustsAddress && TryReadAddress(places.ConnectionOf(media), out var own))
            address = own;

        text.Write((byte)(flags.IsLookupOnly && command == 'U' ? 'L' : command));
        text.Write(flags.Options);
        if (address.IsV6)
            text.Write((byte)'6');

        WriteFormats(text, message.Span(media.Formats));
        text.Write((byte)' ');
        text.Write(message.Span(tags.CallId));
        text.Write(ExtraId);
        text.Write((byte)' ');
        address.WriteHost(text, brackets: false);
        text.Write((byte)' ');
        text.Write((long)media.PortNumber);
        WriteTag(text, message.Span(tags.From), number);
        if (!tags.To.IsEmpty)
            WriteTag(text, message.Span(tags.To), number);
    }

    private static void WriteTag(ByteWriter text, ReadOnlySpan<byte> tag, int number)
    {
        text.Write((byte)' ');
        text.Write(tag);
        text.Write((byte)';');
        text.Write((long)number);
    }

    private static void WriteFormats(ByteWriter text, ReadOnlySpan<byte> formats)
    {
        if (formats.IsEmpty)
            return;

        text.Write((byte)'c');
        var isFirst = true;
        foreach (var range in formats.Split((byte)' '))
        {
            var format = formats[range];
            if (format.IsEmpty)
                continue;

            if (!isFirst)
                text.Write((byte)',');

            text.Write(format);
            isFirst = false;
        }
    }

    // "35002", "35002 192.0.2.1" or "35002 2001:db8::1 6"; "E…" or 0 refuses.
    private bool TryRead(ReadOnlySpan<byte> reply, ProxyNode node, out int port, out HostEndPoint address)
    {
        address = announced;
        if (!Utf8Parser.TryParse(reply, out ushort number, out var digits) || number == NoPort)
        {
            port = NoPort;
            return false;
        }

        port = number;
        var rest = reply[digits..].TrimStart((byte)' ');
        var end = rest.IndexOf((byte)' ');
        return address.IsSet || HostEndPoint.TryParseAddress(end < 0 ? rest : rest[..end], 0, out address)
            || HostEndPoint.TryParseAddress(System.Text.Encoding.ASCII.GetBytes(node.Address.Host), 0, out address);
    }

    private void Put(SdpMedia media, int port, in HostEndPoint address)
    {
        Span<byte> digits = stackalloc byte[8];
        Utf8Formatter.TryFormat(port, digits, out var count);
        context.Edits.Replace(media.Port, digits[..count]);
        if (!media.Connection.IsEmpty)
            Replace(media.Connection, address);

        if (!_session.IsSet)
            _session = address;
    }

    private void PutSession()
    {
        if (!_session.IsSet)
            return;

        var isNeeded = flags.ChangesSession;
        foreach (var media in places.Media)
            isNeeded |= media.Connection.IsEmpty;

        if (isNeeded)
            Replace(places.Connection, _session);

        if (flags.ChangesOrigin)
            Replace(places.Origin, _session);
    }

    // An address of zeros puts the other side on hold (RFC 3264 section 8.4) and stays.
    private void Replace(TextRange place, in HostEndPoint address)
    {
        if (place.IsEmpty || !TryReadAddress(place, out var old) || old.IsAny)
            return;

        var text = context.Worker.RentWriter();
        text.Write(address.IsV6 ? "IP6 "u8 : "IP4 "u8);
        address.WriteHost(text, brackets: false);
        context.Edits.Replace(place, text.Written);
        context.Worker.Return(text);
    }

    private bool TryReadAddress(TextRange place, out HostEndPoint address)
    {
        address = default;
        return place.Length > "IP4 ".Length && HostEndPoint.TryParseAddress(context.Message.Span(place)["IP4 ".Length..], 0, out address);
    }
}
