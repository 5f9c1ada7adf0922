using Signalbox.Engine.Buffers;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Dialog;

/// <summary>The ways to both parties, from the Record-Route and Contact headers of a call's first messages (RFC 3261 §12.1).</summary>
internal static class RouteSets
{
    private const int MaxRoutes = 64;

    /// <summary>URI of the first Contact; empty without.</summary>
    public static ReadOnlySpan<byte> ContactOf(SipMessage message)
    {
        var reader = new NameAddressReader(message, HeaderName.Contact);
        return reader.TryRead(out var first) && first.IsValid && !first.Address.IsStar ? message.Span(first.Address.Uri) : default;
    }

    /// <summary>Writes the way to the caller: the Record-Routes of the received INVITE, in their order.</summary>
    public static void WriteCaller(SipMessage invite, ByteWriter output)
    {
        var reader = new NameAddressReader(invite, HeaderName.RecordRoute);
        for (var i = 0; i < MaxRoutes && reader.TryRead(out var route); i++)
            Write(invite, route.Address.Value, output);
    }

    /// <summary>
    /// Writes the way to the callee: the Record-Routes of the reply above those of this server, from the last to the first.
    /// </summary>
    /// <param name="reply">The 2xx.</param>
    /// <param name="below">Number of Record-Routes that the INVITE came with.</param>
    /// <param name="transports">Knows the own addresses.</param>
    /// <param name="snapshot">The generation.</param>
    /// <param name="keepsOwn">Own Record-Routes stay.</param>
    /// <param name="output">Gets the value.</param>
    public static void WriteCallee(SipMessage reply, int below, ITransportTable transports, Snapshot snapshot, bool keepsOwn, ByteWriter output)
    {
        Span<TextRange> values = stackalloc TextRange[MaxRoutes];
        var own = 0;
        var count = Math.Max(0, Read(reply, values) - below);
        while (!keepsOwn && own < 2 && own < count && IsOwn(reply, values[count - own - 1], transports, snapshot))
            own++;

        for (var i = count - own - 1; i >= 0; i--)
            Write(reply, values[i], output);
    }

    /// <summary>Writes the Record-Routes of a reply from the last to the first: the way of who sent the request.</summary>
    public static void WriteReversed(SipMessage reply, ByteWriter output)
    {
        Span<TextRange> values = stackalloc TextRange[MaxRoutes];
        for (var i = Read(reply, values) - 1; i >= 0; i--)
            Write(reply, values[i], output);
    }

    /// <summary>Number of Record-Route addresses.</summary>
    public static int Count(SipMessage message)
    {
        var count = 0;
        var reader = new NameAddressReader(message, HeaderName.RecordRoute);
        while (reader.TryRead(out _))
            count++;

        return count;
    }

    private static int Read(SipMessage message, Span<TextRange> values)
    {
        var count = 0;
        var reader = new NameAddressReader(message, HeaderName.RecordRoute);
        while (count < values.Length && reader.TryRead(out var route))
            values[count++] = route.Address.Value;

        return count;
    }

    private static bool IsOwn(SipMessage message, TextRange value, ITransportTable transports, Snapshot snapshot)
    {
        if (!NameAddressParser.TryParse(message.Span(value), value.Start, out var address))
            return false;

        var text = message.Span(address.Uri);
        return SipUriParser.TryParse(text, out var uri) && transports.IsMyself(snapshot, text.Slice(uri.Host.Start, uri.Host.Length), uri.Port);
    }

    private static void Write(SipMessage message, TextRange value, ByteWriter output)
    {
        if (output.Length > 0)
            output.Write((byte)',');

        output.Write(message.Span(value));
    }
}
