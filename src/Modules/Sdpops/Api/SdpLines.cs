using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Sdpops.Api;

/// <summary>Walks over the lines of a session description; CRLF, LF and a missing last line end are taken.</summary>
/// <param name="bytes">The bytes that ranges count in.</param>
/// <param name="range">Where the lines stand.</param>
internal ref struct SdpLines(ReadOnlySpan<byte> bytes, TextRange range)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly int _end = range.End;
    private int _next = range.Start;

    /// <summary>The line with its end.</summary>
    public TextRange Line { get; private set; }

    /// <summary>The line without its end.</summary>
    public TextRange Text { get; private set; }

    /// <summary>Bytes of <see cref="Text"/>.</summary>
    public readonly ReadOnlySpan<byte> Span => _bytes.Slice(Text.Start, Text.Length);

    /// <summary>Goes to the next line; false behind the last.</summary>
    public bool Next()
    {
        if (_next >= _end)
            return false;

        var start = _next;
        var feed = _bytes[start.._end].IndexOf((byte)'\n');
        _next = feed < 0 ? _end : start + feed + 1;
        Line = new TextRange(start, _next - start);
        var text = _bytes[start.._next].TrimEnd("\r\n"u8);
        Text = new TextRange(start, text.Length);
        return true;
    }
}
