using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Hashes of parts of a message, the same numbers as the peer's and those of <c>dispatcher.hash</c>.</summary>
internal static class MessageHash
{
    private const int DefaultPort = 5060;
    private const int DefaultTlsPort = 5061;

    /// <summary>Hash of the Call-ID.</summary>
    public static uint? OfCallId(SipMessage message) =>
        message.TryGetCallId(out var callId) ? CoreHash.Of(message.Span(callId), default) : null;

    /// <summary>Hash of the URI of From.</summary>
    public static uint? OfFrom(SipMessage message, bool usesUserOnly) =>
        message.TryGetFrom(out var from) ? OfUri(message.Span(from.Uri), usesUserOnly) : null;

    /// <summary>Hash of the URI of To.</summary>
    public static uint? OfTo(SipMessage message, bool usesUserOnly) =>
        message.TryGetTo(out var to) ? OfUri(message.Span(to.Uri), usesUserOnly) : null;

    /// <summary>Hash of the request URI as it stands.</summary>
    public static uint? OfRequestUri(RoutingContext context, bool usesUserOnly) => OfUri(context.RequestUri, usesUserOnly);

    /// <summary>Hash of the user of the credentials.</summary>
    public static uint? OfCredentials(SipMessage message) =>
        Credentials.TryFind(message, "username"u8, out var user) && !user.IsEmpty ? CoreHash.Of(message.Span(user), default) : null;

    // User, and host with the port unless it is the usual one. With the flag the user alone, when there is one.
    private static uint? OfUri(ReadOnlySpan<byte> text, bool usesUserOnly)
    {
        if (!SipUriParser.TryParse(text, out var uri))
            return null;

        var user = text[uri.User.Start..uri.User.End];
        if (usesUserOnly && !user.IsEmpty)
            return CoreHash.Of(user, default);

        var usual = uri.Scheme == SipScheme.Sips ? DefaultTlsPort : DefaultPort;
        var hasPort = !uri.PortText.IsEmpty && uri.Port != usual;
        return CoreHash.Of(user, text[uri.Host.Start..(hasPort ? uri.PortText.End : uri.Host.End)]);
    }
}
