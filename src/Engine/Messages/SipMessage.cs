using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Messages;

/// <summary>
/// A parsed message over a buffer that it does not own: start line and header index are made at once, values are read
/// on demand. The object is reused; what it hands out is valid until the next parse.
/// </summary>
public sealed partial class SipMessage
{
    /// <summary>Header lines a message may have.</summary>
    public const int MaxHeaders = 512;

    private const int HeaderKinds = (int)HeaderName.SessionId + 1;

    // Index + 1 of the first header of each kind; 0 when there is none.
    private readonly short[] _first = new short[HeaderKinds];
    private HeaderField[] _headers = [];
    private StartLine _start;

    /// <summary>The bytes; only the first <see cref="Length"/> are the message.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>Message length in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The whole message.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Why the last parse failed.</summary>
    public ParseError Error { get; private set; }

    /// <summary>True for a request, false for a reply.</summary>
    public bool IsRequest => _start.IsRequest;

    /// <summary>Request method; for a reply the CSeq method.</summary>
    public SipMethod Method => _start.Method;

    /// <summary>Method as written (replies: from CSeq).</summary>
    public TextRange MethodText => _start.MethodText;

    /// <summary>Request URI as received; empty in a reply.</summary>
    public TextRange RequestUri => _start.RequestUri;

    /// <summary>Version as written, e.g. <c>SIP/2.0</c>.</summary>
    public TextRange Version => _start.Version;

    /// <summary>Status code of a reply; 0 in a request.</summary>
    public int StatusCode => _start.StatusCode;

    /// <summary>Reason phrase of a reply.</summary>
    public TextRange Reason => _start.Reason;

    /// <summary>First line without its end.</summary>
    public TextRange FirstLine => _start.Line;

    /// <summary>Offset of the first header line.</summary>
    public int HeadersStart { get; private set; }

    /// <summary>Offset of the empty line after the headers; the message length when it is missing.</summary>
    public int HeadersEnd { get; private set; }

    /// <summary>True when the empty line after the headers is there.</summary>
    public bool HasEndOfHeaders { get; private set; }

    /// <summary>Body bytes, all that follows the empty line; empty when there are none.</summary>
    public TextRange Body { get; private set; }

    /// <summary>Number of header lines.</summary>
    public int HeaderCount { get; private set; }

    /// <summary>
    /// Parses the first <paramref name="length"/> bytes. The buffer is neither copied nor owned and must not change while
    /// the message is in use.
    /// </summary>
    /// <returns>False when the bytes are no message; <see cref="Error"/> says why.</returns>
    public bool TryParse(byte[] buffer, int length)
    {
        Take(buffer, length);
        var text = Bytes;
        var start = text.IndexOfAnyExcept("\r\n\0"u8);
        if (start < 0)
            return Fail(ParseError.Empty);

        if (!StartLineParser.TryParse(text, start, out _start, out var next))
            return Fail(ParseError.BadFirstLine);

        HeadersStart = next;
        return TryIndexHeaders(text, next) && Check();
    }

    /// <summary>As <see cref="TryParse"/>, for a request line of HTTP/1.x: <see cref="RequestUri"/> is the URL then.</summary>
    public bool TryParseHttp(byte[] buffer, int length)
    {
        Take(buffer, length);
        if (!StartLineParser.TryParseHttp(Bytes, 0, out _start, out var next))
            return Fail(ParseError.BadFirstLine);

        HeadersStart = next;
        return TryIndexHeaders(Bytes, next) && Check();
    }

    /// <summary>
    /// Makes this a copy of <paramref name="other"/> over an array that holds the same bytes at the same offsets.
    /// </summary>
    public void CopyFrom(SipMessage other, byte[] newBuffer)
    {
        if (_headers.Length < other.HeaderCount)
            _headers = new HeaderField[(other.HeaderCount + 3) / 4 * 4];

        other._headers.AsSpan(0, other.HeaderCount).CopyTo(_headers);
        other._first.CopyTo(_first, 0);
        Buffer = newBuffer;
        Length = other.Length;
        Error = other.Error;
        HeaderCount = other.HeaderCount;
        HeadersStart = other.HeadersStart;
        HeadersEnd = other.HeadersEnd;
        HasEndOfHeaders = other.HasEndOfHeaders;
        Body = other.Body;
        _start = other._start;
        _values = other._values;
    }

    /// <summary>Gives a received reply another status; the bytes stay as they are.</summary>
    public void ChangeStatus(int code)
    {
        if (!IsRequest)
            _start.StatusCode = code;
    }

    /// <summary>Forgets everything and drops the buffer.</summary>
    public void Reset()
    {
        Array.Clear(_first);
        Buffer = [];
        Length = 0;
        Error = ParseError.None;
        HeaderCount = 0;
        HeadersStart = 0;
        HeadersEnd = 0;
        HasEndOfHeaders = false;
        Body = default;
        _start = default;
        _values = default;
    }

    /// <summary>A header line of the index, 0 to <see cref="HeaderCount"/> - 1.</summary>
    public ref readonly HeaderField Header(int index) => ref _headers.AsSpan(0, HeaderCount)[index];

    /// <summary>Index of the first header of a kind at or after <paramref name="from"/>.</summary>
    /// <returns>-1 when there is none.</returns>
    public int Find(HeaderName id, int from = 0)
    {
        var first = _first[(int)id] - 1;
        if (first < 0 || first >= from)
            return first;

        for (var i = from; i < HeaderCount; i++)
        {
            if (_headers[i].Id == id)
                return i;
        }

        return -1;
    }

    /// <summary>Index of the first header of a name at or after <paramref name="from"/>, without case; compact forms equal long ones.</summary>
    /// <returns>-1 when there is none.</returns>
    public int Find(ReadOnlySpan<byte> name, int from = 0)
    {
        var id = HeaderNames.Lookup(name);
        if (id != HeaderName.Other)
            return Find(id, from);

        for (var i = Find(HeaderName.Other, from); i >= 0 && i < HeaderCount; i++)
        {
            if (_headers[i].Id == HeaderName.Other && HeaderNames.Same(Span(_headers[i].Name), name))
                return i;
        }

        return -1;
    }

    /// <summary>Bytes of a range of this message.</summary>
    public ReadOnlySpan<byte> Span(TextRange range) => Buffer.AsSpan(range.Start, range.Length);

    /// <summary>A range of this message as a script value, without a copy.</summary>
    public ScriptValue Value(TextRange range) => ScriptValue.Of(Buffer, range.Start, range.Length);

    private void Take(byte[] buffer, int length)
    {
        Reset();
        Buffer = buffer;
        Length = Math.Min(length, buffer.Length);
    }

    private bool Fail(ParseError error)
    {
        Error = error;
        return false;
    }
}
