using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Walks over the parts of a multipart body (RFC 2046 §5.1); what stands before the first is passed over. All places are in the body.</summary>
/// <param name="body">The body.</param>
/// <param name="boundary">The boundary, without dashes.</param>
internal ref struct MultipartReader(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary)
{
    private readonly ReadOnlySpan<byte> _body = body;
    private readonly ReadOnlySpan<byte> _boundary = boundary;
    private int _mark = -1;
    private bool _isStarted;

    /// <summary>Everything from the first header to the next boundary line, or the end of the body.</summary>
    public TextRange Part { get; private set; }

    /// <summary>What stands behind the empty line, without the line break that belongs to the boundary; empty without an empty line.</summary>
    public TextRange Content { get; private set; }

    /// <summary>The Content-Type without parameters; empty when the part has none.</summary>
    public TextRange Type { get; private set; }

    /// <summary>First byte of the Content-Type line; meaningful with a <see cref="Type"/>.</summary>
    public int TypeLine { get; private set; }

    /// <summary>First byte behind the Content-Type line.</summary>
    public int BehindType { get; private set; }

    /// <summary>First byte behind the boundary line that ends the part.</summary>
    public readonly int BehindBoundary => _mark < 0 ? _body.Length : LineEnd(_mark);

    /// <summary>The boundary in the Content-Type of a message; false when its body is no multipart.</summary>
    public static bool TryGetBoundary(SipMessage message, out ReadOnlySpan<byte> boundary)
    {
        boundary = default;
        if (!TryGetType(message, out var type, out var parameters)
            || !IsMultipart(type)
            || !ParameterReader.TryGet(parameters, "boundary"u8, out TextRange range))
            return false;

        boundary = parameters.Slice(range.Start, range.Length).Trim((byte)'"');
        return !boundary.IsEmpty;
    }

    /// <summary>True for <c>multipart/…</c>.</summary>
    public static bool IsMultipart(ReadOnlySpan<byte> type) => type.Length > 10 && Latin1.EqualsIgnoreCase(type[..10], "multipart/"u8);

    /// <summary>The Content-Type of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="type">Without parameters.</param>
    /// <param name="parameters">From the first semicolon.</param>
    public static bool TryGetType(SipMessage message, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> parameters)
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

    /// <summary>Goes to the next part; false behind the last.</summary>
    public bool Next()
    {
        var mark = _isStarted ? _mark : NextMark(0);
        _isStarted = true;
        if (mark < 0 || _body[(mark + _boundary.Length)..].StartsWith("--"u8))
            return false;

        _mark = NextMark(mark + _boundary.Length);
        var start = LineEnd(mark);
        Part = new TextRange(start, (_mark < 0 ? _body.Length : Math.Max(start, _mark - 2)) - start);
        ReadHead();
        return true;
    }

    /// <summary>True when the part has that type, without case.</summary>
    public readonly bool IsType(ReadOnlySpan<byte> type) => !Type.IsEmpty && Latin1.EqualsIgnoreCase(_body.Slice(Type.Start, Type.Length), type);

    private void ReadHead()
    {
        Type = Content = default;
        for (var start = Part.Start; start < Part.End;)
        {
            var end = Math.Min(LineEnd(start), Part.End);
            var line = _body[start..end].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                Content = new TextRange(end, Math.Max(0, ContentEnd() - end));
                return;
            }

            var colon = line.IndexOf((byte)':');
            if (colon > 0 && Latin1.EqualsIgnoreCase(TextSpans.Trim(line[..colon]), "Content-Type"u8))
            {
                var value = TextSpans.Before(line[(colon + 1)..], (byte)';');
                var (from, to) = SipChars.Trim(_body, start + colon + 1, start + colon + 1 + value.Length);
                (Type, TypeLine, BehindType) = (new TextRange(from, to - from), start, end);
            }

            start = end;
        }
    }

    // The line break before a boundary belongs to the boundary.
    private readonly int ContentEnd()
    {
        var end = Part.End;
        if (_mark < 0)
            return end;

        if (end > 0 && _body[end - 1] == (byte)'\n')
            end--;

        return end > 0 && _body[end - 1] == (byte)'\r' ? end - 1 : end;
    }

    private readonly int LineEnd(int from)
    {
        var length = _body[from..].IndexOf((byte)'\n');
        return length < 0 ? _body.Length : from + length + 1;
    }

    /// <summary>Place behind the two dashes of the next boundary line, or -1.</summary>
    private readonly int NextMark(int from)
    {
        for (var at = from; at < _body.Length;)
        {
            var found = _body[at..].IndexOf(_boundary);
            if (found < 0)
                return -1;

            at += found;
            if (at >= 2 && _body[at - 1] == (byte)'-' && _body[at - 2] == (byte)'-' && (at == 2 || _body[at - 3] == (byte)'\n'))
                return at;

            at++;
        }

        return -1;
    }
}
