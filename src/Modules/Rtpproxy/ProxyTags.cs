using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>The names of a call in the control protocol, whose words are parted by blanks.</summary>
/// <param name="CallId">Call-ID.</param>
/// <param name="From">Tag of the one who offers.</param>
/// <param name="To">Tag of the other one; empty = not known.</param>
internal readonly record struct ProxyTags(TextRange CallId, TextRange From, TextRange To)
{
    /// <summary>Reads them.</summary>
    /// <param name="context">The message.</param>
    /// <param name="command">What they are for: <c>U</c> offer, <c>L</c> answer, any other letter for what does not ask who offers.</param>
    /// <param name="tags">The names.</param>
    /// <returns>False when one is missing, or would break the command apart.</returns>
    public static bool TryRead(RoutingContext context, char command, out ProxyTags tags)
    {
        tags = default;
        var message = context.Message;
        if (!message.TryGetCallId(out var callId) || !message.TryGetFrom(out var from) || !message.TryGetTo(out var to))
            return false;

        // An offer may come with a reply, its answer then with ACK: the one who offers is in To.
        var isSwapped = message.IsRequest ? command == 'L' : command == 'U';
        tags = isSwapped ? new ProxyTags(callId, to.Tag, from.Tag) : new ProxyTags(callId, from.Tag, to.Tag);
        if (isSwapped && command == 'U')
            tags = tags with { To = default };

        return IsWord(message.Span(tags.CallId)) && IsWord(message.Span(tags.From)) && (tags.To.IsEmpty || IsWord(message.Span(tags.To)));
    }

    private static bool IsWord(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyInRange((byte)0, (byte)' ') < 0 && text.IndexOf((byte)';') < 0;
}
