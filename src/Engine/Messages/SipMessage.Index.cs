using Signalbox.Engine.Parsing;

namespace Signalbox.Engine.Messages;

/// <content>Makes the header index.</content>
public sealed partial class SipMessage
{
    private bool TryIndexHeaders(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length)
        {
            var blank = EmptyLineLength(text, position);
            if (blank > 0)
            {
                HeadersEnd = position;
                HasEndOfHeaders = true;
                Body = new TextRange(position + blank, text.Length - position - blank);
                return true;
            }

            if (!TryIndexLine(text, ref position))
                return false;
        }

        HeadersEnd = text.Length;
        Body = new TextRange(text.Length, 0);
        return true;
    }

    private static int EmptyLineLength(ReadOnlySpan<byte> text, int position) => text[position] switch
    {
        (byte)'\n' => 1,
        (byte)'\r' when position + 1 < text.Length && text[position + 1] == (byte)'\n' => 2,
        _ => 0,
    };

    private bool TryIndexLine(ReadOnlySpan<byte> text, ref int position)
    {
        var end = FindLineEnd(text, position);
        if (end < 0)
            return Fail(ParseError.BadHeader);

        var line = text[position..end];
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return Fail(ParseError.BadHeader);

        var name = line[..colon].TrimEnd(" \t"u8);
        if (!SipChars.IsHeaderName(name))
            return Fail(ParseError.BadHeader);

        var (from, to) = SipChars.Trim(text, position + colon + 1, end);
        var field = new HeaderField(
            HeaderNames.Lookup(name),
            new TextRange(position, line.Length),
            new TextRange(position, name.Length),
            new TextRange(from, to - from));
        position = end;
        return TryAdd(field);
    }

    // A line goes on as long as the next one starts with a blank (RFC 3261 §7.3.1).
    private static int FindLineEnd(ReadOnlySpan<byte> text, int position)
    {
        while (true)
        {
            var feed = text[position..].IndexOf((byte)'\n');
            if (feed < 0)
                return -1;

            position += feed + 1;
            if (position == text.Length || text[position] is not ((byte)' ' or (byte)'\t'))
                return position;
        }
    }

    private bool TryAdd(in HeaderField field)
    {
        if (HeaderCount == MaxHeaders)
            return Fail(ParseError.TooManyHeaders);

        if (HeaderCount == _headers.Length)
            Array.Resize(ref _headers, Math.Max(32, _headers.Length * 2));

        ref var first = ref _first[(int)field.Id];
        if (first == 0)
            first = (short)(HeaderCount + 1);
        else if (StandsOnce(field.Id))
            return Fail(ParseError.DuplicateHeader);

        _headers[HeaderCount++] = field;
        return true;
    }

    private static bool StandsOnce(HeaderName id) => id is HeaderName.From or HeaderName.To or HeaderName.CallId
        or HeaderName.CSeq or HeaderName.MaxForwards or HeaderName.ContentLength;

    private bool Check()
    {
        if (HasContentLength && !TryGetContentLength(out _))
            return Fail(ParseError.BadContentLength);

        if (!IsRequest && TryGetCSeq(out var cseq))
        {
            _start.Method = cseq.Method;
            _start.MethodText = cseq.MethodText;
        }

        return true;
    }
}
