using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Textops;

/// <summary>Whether a session description puts audio on hold (RFC 3264 §8.4, and 0.0.0.0 of RFC 2543).</summary>
internal static class AudioHold
{
    /// <summary>2 by its direction, 1 by its address, -1 not.</summary>
    public static ReturnCode Find(ReadOnlySpan<byte> bytes, TextRange description)
    {
        var session = default(Section);
        var stream = default(Section);
        var isAudio = false;
        var result = -1;
        var lines = new SdpLines(bytes, description);
        var isStream = false;
        while (lines.Next())
        {
            var line = lines.Span;
            if (line.StartsWith("m="u8))
            {
                result = Math.Max(result, isAudio ? Of(session, stream) : -1);
                isAudio = line.StartsWith("m=audio"u8);
                stream = default;
                isStream = true;
            }
            else
            {
                Note(line, ref isStream ? ref stream : ref session);
            }
        }

        return Math.Max(result, isAudio ? Of(session, stream) : -1);
    }

    private static int Of(in Section session, in Section stream)
    {
        if (session.IsHeld || stream.IsHeld)
            return 2;

        return (stream.HasAddress ? stream.IsNowhere : session.IsNowhere) ? 1 : -1;
    }

    private static void Note(ReadOnlySpan<byte> line, ref Section section)
    {
        if (line.SequenceEqual("a=sendonly"u8) || line.SequenceEqual("a=inactive"u8))
            section.IsHeld = true;
        else if (line.StartsWith("c="u8))
            (section.HasAddress, section.IsNowhere) = (true, line.SequenceEqual("c=IN IP4 0.0.0.0"u8));
    }

    private struct Section
    {
        public bool IsHeld;
        public bool HasAddress;
        public bool IsNowhere;
    }
}
