using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Sdpops.Api;

/// <summary>Finds the session description of a message: the body, or one part of a multipart body (RFC 2046 §5.1).</summary>
internal static class SdpBody
{
    /// <summary>Finds it.</summary>
    public static SdpOutcome Find(SipMessage message, out TextRange body)
    {
        body = message.Body;
        if (body.IsEmpty)
            return SdpOutcome.NoBody;

        if (!TryGetType(message, out var type, out var parameters))
            return SdpOutcome.OtherBody;

        if (Latin1.EqualsIgnoreCase(type, "application/sdp"u8))
            return SdpOutcome.Found;

        if (!IsMultipart(type) || !ParameterReader.TryGet(parameters, "boundary"u8, out TextRange boundary))
            return SdpOutcome.OtherBody;

        var mark = parameters.Slice(boundary.Start, boundary.Length).Trim((byte)'"');
        return !mark.IsEmpty && TryFindPart(message.Span(body), mark, out var part) ? Shift(part, ref body) : SdpOutcome.OtherBody;
    }

    /// <summary>True when the headers, or the text of a multipart body, say that there is one; the body is not read.</summary>
    public static bool IsAnnounced(SipMessage message)
    {
        if (message.Body.IsEmpty || !TryGetType(message, out var type, out _))
            return false;

        return Latin1.EqualsIgnoreCase(type, "application/sdp"u8) || (IsMultipart(type) && message.Span(message.Body).IndexOf("application/sdp"u8) >= 0);
    }

    private static bool IsMultipart(ReadOnlySpan<byte> type) => type.Length > 10 && Latin1.EqualsIgnoreCase(type[..10], "multipart/"u8);

    private static bool TryGetType(SipMessage message, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> parameters)
    {
        type = parameters = default;
        var index = message.Find(HeaderName.ContentType);
        if (index < 0)
            return false;

        var value = message.Span(message.Header(index).Value);
        var end = value.IndexOf((byte)';');
        type = TextSpans.Trim(end < 0 ? value : value[..end]);
        parameters = end < 0 ? default : value[end..];
        return true;
    }

    private static SdpOutcome Shift(TextRange part, ref TextRange body)
    {
        body = new TextRange(body.Start + part.Start, part.Length);
        return SdpOutcome.Found;
    }

    private static bool TryFindPart(ReadOnlySpan<byte> body, ReadOnlySpan<byte> mark, out TextRange part)
    {
        part = default;
        var start = NextMark(body, 0, mark);
        while (start >= 0)
        {
            var end = NextMark(body, start + mark.Length, mark);
            var head = start + mark.Length;
            var stop = end < 0 ? body.Length : LineBreakBefore(body, end);
            if (stop > head && TryReadPart(body, head, stop, out part))
                return true;

            start = end;
        }

        return false;
    }

    /// <summary>Place behind the two dashes of the next boundary line, or -1.</summary>
    private static int NextMark(ReadOnlySpan<byte> body, int from, ReadOnlySpan<byte> mark)
    {
        for (var at = from; at < body.Length;)
        {
            var found = body[at..].IndexOf(mark);
            if (found < 0)
                return -1;

            at += found;
            if (at >= 2 && body[at - 1] == (byte)'-' && body[at - 2] == (byte)'-' && (at == 2 || body[at - 3] == (byte)'\n'))
                return at;

            at++;
        }

        return -1;
    }

    // The line break before a boundary belongs to the boundary.
    private static int LineBreakBefore(ReadOnlySpan<byte> body, int mark)
    {
        var end = mark - 2;
        if (end > 0 && body[end - 1] == (byte)'\n')
            end--;

        return end > 0 && body[end - 1] == (byte)'\r' ? end - 1 : end;
    }

    private static bool TryReadPart(ReadOnlySpan<byte> body, int start, int end, out TextRange part)
    {
        part = default;
        var isSdp = false;
        var lines = new SdpLines(body, new TextRange(start, end - start));
        while (lines.Next())
        {
            var text = body.Slice(lines.Text.Start, lines.Text.Length);
            if (text.IsEmpty && lines.Line.Start > start)
            {
                part = new TextRange(lines.Line.End, end - lines.Line.End);
                return isSdp && part.Length > 0;
            }

            var colon = text.IndexOf((byte)':');
            if (colon > 0 && Latin1.EqualsIgnoreCase(TextSpans.Trim(text[..colon]), "Content-Type"u8))
                isSdp = Latin1.EqualsIgnoreCase(TextSpans.Trim(TextSpans.Before(text[(colon + 1)..], (byte)';')), "application/sdp"u8);
        }

        return false;
    }
}
