using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Sdpops.Api;

/// <summary>Finds the session description of a message: the body, or one part of a multipart body.</summary>
internal static class SdpBody
{
    /// <summary>Finds it.</summary>
    public static SdpOutcome Find(SipMessage message, out TextRange body)
    {
        body = message.Body;
        if (body.IsEmpty)
            return SdpOutcome.NoBody;

        if (!MultipartReader.TryGetType(message, out var type, out _))
            return SdpOutcome.OtherBody;

        if (IsSdp(type))
            return SdpOutcome.Found;

        if (!MultipartReader.TryGetBoundary(message, out var boundary))
            return SdpOutcome.OtherBody;

        var parts = new MultipartReader(message.Span(body), boundary);
        while (parts.Next())
        {
            if (parts.Content.IsEmpty || !parts.IsType("application/sdp"u8))
                continue;

            body = body.Slice(parts.Content.Start, parts.Content.Length);
            return SdpOutcome.Found;
        }

        return SdpOutcome.OtherBody;
    }

    /// <summary>True when the headers, or the text of a multipart body, say that there is one; the body is not read.</summary>
    public static bool IsAnnounced(SipMessage message)
    {
        if (message.Body.IsEmpty || !MultipartReader.TryGetType(message, out var type, out _))
            return false;

        return IsSdp(type)
            || (MultipartReader.IsMultipart(type) && message.Span(message.Body).IndexOf("application/sdp"u8) >= 0);
    }

    private static bool IsSdp(ReadOnlySpan<byte> type) => Latin1.EqualsIgnoreCase(type, "application/sdp"u8);
}
