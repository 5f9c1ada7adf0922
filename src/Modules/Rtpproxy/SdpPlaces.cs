using System.Buffers.Text;
using Signalbox.Engine.Messages;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>What a media proxy changes in a session description, and where it stands in the message.</summary>
internal sealed class SdpPlaces
{
    private const int MaxMedia = 64;
    private const int TypeLength = 3;
    private readonly List<SdpMedia> _media = [];

    /// <summary>Address of the session's c= line from the type on; empty = there is none.</summary>
    public TextRange Connection { get; private set; }

    /// <summary>Address of the o= line from the type on.</summary>
    public TextRange Origin { get; private set; }

    /// <summary>Its media.</summary>
    public IReadOnlyList<SdpMedia> Media => _media;

    /// <summary>Reads it.</summary>
    /// <returns>Null when it has no media, or more than anyone could want.</returns>
    public static SdpPlaces? Read(SipMessage message, TextRange body)
    {
        var places = new SdpPlaces();
        var lines = new SdpLines(message.Bytes, body);
        while (lines.Next())
        {
            if (!places.Take(lines.Span, lines.Text.Start))
                return null;
        }

        return places._media.Count > 0 ? places : null;
    }

    /// <summary>The address in a c= or o= line from its type on.</summary>
    public TextRange ConnectionOf(SdpMedia media) => media.Connection.IsEmpty ? Connection : media.Connection;

    private bool Take(ReadOnlySpan<byte> line, int start)
    {
        if (line.StartsWith("m="u8))
        {
            if (_media.Count == MaxMedia || !TryReadMedia(line, start, out var media))
                return false;

            _media.Add(media);
        }
        else if (line.StartsWith("c="u8) && _media.Count > 0)
        {
            _media[^1].Connection = AddressOf(line, start);
        }
        else if (line.StartsWith("c="u8))
        {
            Connection = AddressOf(line, start);
        }
        else if (line.StartsWith("o="u8) && _media.Count == 0)
        {
            Origin = AddressOf(line, start);
        }

        return true;
    }

    private static TextRange AddressOf(ReadOnlySpan<byte> line, int start)
    {
        var at = Math.Max(line.LastIndexOf(" IP4 "u8), line.LastIndexOf(" IP6 "u8));
        if (at < 0)
            return default;

        var rest = line[(at + TypeLength + 2)..];
        var end = rest.IndexOfAny((byte)' ', (byte)'/', (byte)'\t');
        return new TextRange(start + at + 1, TypeLength + 1 + (end < 0 ? rest.Length : end));
    }

    // m=audio 20000[/2] RTP/AVP 0 8
    private static bool TryReadMedia(ReadOnlySpan<byte> line, int start, out SdpMedia media)
    {
        media = null!;
        var type = line.IndexOf((byte)' ');
        if (type < 0 || !Utf8Parser.TryParse(line[(type + 1)..], out ushort port, out var digits))
            return false;

        var rest = line[(type + 1 + digits)..];
        var protocol = rest.IndexOf(" RTP/"u8);
        var formats = default(TextRange);
        if (protocol >= 0 && rest[(protocol + 1)..].IndexOf((byte)' ') is var blank and >= 0)
        {
            var at = type + 1 + digits + protocol + 1 + blank + 1;
            formats = new TextRange(start + at, line.Length - at);
        }

        media = new SdpMedia(new TextRange(start + type + 1, digits), port, formats);
        return true;
    }
}
