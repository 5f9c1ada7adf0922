using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Where a REGISTER came from, by what the script and the Path say.</summary>
/// <param name="settings">Parameters.</param>
/// <param name="transports">Sockets of this server.</param>
internal sealed class ContactOrigin(RegistrarSettings settings, ITransportTable transports)
{
    /// <summary>Where the contact is reached: the received parameter of the first Path, else the AVP; empty = nothing says.</summary>
    /// <param name="context">The REGISTER.</param>
    /// <param name="path">Its Path.</param>
    public byte[] ReceivedOf(RoutingContext context, ReadOnlySpan<byte> path)
    {
        if (settings.PathUsesReceived && OfPath(PathHeader.FirstHop(path)) is { Length: > 0 } received)
            return received;

        if (settings.ReceivedAvp is not { } name)
            return [];

        var value = context.Avps.Get(name);
        return value.IsText ? Latin1.ToBytes(value.ToText()) : [];
    }

    /// <summary>The socket that requests to the contact leave by: that of a header when the flag is set, else that of the REGISTER.</summary>
    public ListenSocket SocketOf(RoutingContext context)
    {
        if ((context.Flags & settings.SocketFlags) == 0 || Header(context.Message) is not { Length: > 0 } text)
            return context.Received.Socket;

        return SocketAddress.TryParse(text, out var address) && address!.Find(transports) is { } socket ? socket : context.Received.Socket;
    }

    private ReadOnlySpan<byte> Header(SipMessage message)
    {
        for (var i = 0; i < message.HeaderCount; i++)
        {
            var header = message.Header(i);
            if (Latin1.EqualsIgnoreCase(message.Span(header.Name), settings.SocketHeader))
                return message.Span(header.Value);
        }

        return default;
    }

    // Its semicolons are written as %3B, for it is the value of a parameter itself.
    private static byte[] OfPath(ReadOnlySpan<byte> hop)
    {
        var parameters = hop.IndexOf((byte)';');
        if (parameters < 0 || !ParameterReader.TryGet(hop[parameters..], "received"u8, out TextRange value))
            return [];

        var escaped = Latin1.ToText(hop[parameters..].Slice(value.Start, value.Length));
        var plain = Latin1.ToBytes(Uri.UnescapeDataString(escaped));
        return SipUriParser.TryParse(plain, out _) ? plain : [];
    }
}
