using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Parsing;

/// <summary>Finds where a message on a stream ends, without parsing it (RFC 3261 §18.3).</summary>
public static class MessageMeasure
{
    /// <summary>Looks for the empty line and reads Content-Length on the way.</summary>
    /// <param name="data">Bytes from the first byte of the message on.</param>
    /// <param name="headerEnd">First byte after the empty line.</param>
    /// <param name="contentLength">Body bytes; -1 when the header is there and is no number; 0 without the header.</param>
    /// <param name="hasContentLength">True when the header is there.</param>
    /// <returns>False when the empty line has not come yet.</returns>
    public static bool TryMeasure(ReadOnlySpan<byte> data, out int headerEnd, out int contentLength, out bool hasContentLength)
    {
        headerEnd = 0;
        contentLength = 0;
        hasContentLength = false;
        var position = 0;
        while (true)
        {
            var feed = data[position..].IndexOf((byte)'\n');
            if (feed < 0)
                return false;

            var line = data.Slice(position, feed);
            position += feed + 1;
            if (line.IsEmpty || (line.Length == 1 && line[0] == (byte)'\r'))
            {
                headerEnd = position;
                return true;
            }

            Note(line, ref contentLength, ref hasContentLength);
        }
    }

    private static void Note(ReadOnlySpan<byte> line, ref int contentLength, ref bool hasContentLength)
    {
        var first = (byte)(line[0] | 0x20);
        if (first is not ((byte)'c' or (byte)'l'))
            return;

        var colon = line.IndexOf((byte)':');
        if (colon < 0 || HeaderNames.Lookup(line[..colon].TrimEnd(" \t"u8)) != HeaderName.ContentLength)
            return;

        hasContentLength = true;
        var value = line[(colon + 1)..].Trim(" \t\r"u8);
        if (!SipChars.TryReadNumber(value, out contentLength))
            contentLength = value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? -1 : int.MaxValue;
    }
}
