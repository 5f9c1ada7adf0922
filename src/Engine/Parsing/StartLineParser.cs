using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Parsing;

/// <summary>Reads the first line of a message (RFC 3261 §7.1, §7.2).</summary>
internal static class StartLineParser
{
    private const int VersionLength = 7;
    private const int HttpVersionLength = 8;

    /// <summary>Reads the line that starts at <paramref name="start"/>.</summary>
    /// <param name="text">The message.</param>
    /// <param name="start">First byte of the line.</param>
    /// <param name="line">What was read.</param>
    /// <param name="next">First byte after the line end.</param>
    /// <returns>False when it is no line of SIP/2.0 or has no line feed.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int start, out StartLine line, out int next)
    {
        line = default;
        if (!TryFindEnd(text, start, out var end, out next))
            return false;

        line.Line = new TextRange(start, end - start);
        var content = text[..end];
        return IsVersion(content[start..]) && content.Length > start + VersionLength && content[start + VersionLength] == (byte)' '
            ? TryReadStatus(content, start, ref line)
            : TryReadRequest(content, start, ref line);
    }

    /// <summary>Reads the request line <c>METHOD URL HTTP/1.x</c> that starts at <paramref name="start"/>.</summary>
    /// <param name="text">The message.</param>
    /// <param name="start">First byte of the line.</param>
    /// <param name="line">What was read.</param>
    /// <param name="next">First byte after the line end.</param>
    /// <returns>False when it is none or has no line feed.</returns>
    public static bool TryParseHttp(ReadOnlySpan<byte> text, int start, out StartLine line, out int next)
    {
        line = default;
        if (!TryFindEnd(text, start, out var end, out next))
            return false;

        line.Line = new TextRange(start, end - start);
        var version = end - HttpVersionLength;
        if (version <= start || !text[version..].StartsWith("HTTP/1."u8) || text[version - 1] != (byte)' ')
            return false;

        var content = text[..(version - 1)];
        var gap = content[start..].IndexOf((byte)' ');
        var url = start + gap + 1;
        if (gap <= 0 || url >= content.Length || content[url..].Contains((byte)' ') || !SipChars.IsToken(text[start..(url - 1)]))
            return false;

        line.IsRequest = true;
        line.MethodText = new TextRange(start, gap);
        line.Method = SipMethods.Lookup(text.Slice(start, gap));
        line.RequestUri = new TextRange(url, content.Length - url);
        line.Version = new TextRange(version, HttpVersionLength);
        return true;
    }

    private static bool TryFindEnd(ReadOnlySpan<byte> text, int start, out int end, out int next)
    {
        var feed = text[start..].IndexOf((byte)'\n');
        next = start + feed + 1;
        end = next - 1;
        if (end > start && text[end - 1] == (byte)'\r')
            end--;

        return feed >= 0;
    }

    private static bool IsVersion(ReadOnlySpan<byte> text) =>
        text.Length >= VersionLength && Latin1.EqualsIgnoreCase(text[..VersionLength], "SIP/2.0"u8);

    private static bool TryReadStatus(ReadOnlySpan<byte> text, int start, ref StartLine line)
    {
        var code = start + VersionLength + 1;
        var after = code + 3;
        if (text.Length < after || (text.Length > after && text[after] != (byte)' '))
            return false;

        if (!SipChars.TryReadNumber(text[code..after], out line.StatusCode) || line.StatusCode < 100)
            return false;

        var reason = Math.Min(after + 1, text.Length);
        line.Version = new TextRange(start, VersionLength);
        line.Reason = new TextRange(reason, text.Length - reason);
        return true;
    }

    // One blank after the method; more than one before the version and some after it are let through, as the peer does.
    private static bool TryReadRequest(ReadOnlySpan<byte> text, int start, ref StartLine line)
    {
        var gap = text[start..].IndexOf((byte)' ');
        var uri = start + gap + 1;
        if (gap <= 0 || uri >= text.Length || text[uri] == (byte)' ' || !SipChars.IsToken(text[start..(uri - 1)]))
            return false;

        var uriLength = text[uri..].IndexOf((byte)' ');
        if (uriLength < 0)
            return false;

        var rest = text[(uri + uriLength)..];
        var version = text.Length - rest.TrimStart((byte)' ').Length;
        rest = rest.Trim((byte)' ');
        if (rest.Length != VersionLength || !IsVersion(rest))
            return false;

        line.IsRequest = true;
        line.MethodText = new TextRange(start, gap);
        line.Method = SipMethods.Lookup(text.Slice(start, gap));
        line.RequestUri = new TextRange(uri, uriLength);
        line.Version = new TextRange(version, VersionLength);
        return true;
    }
}
