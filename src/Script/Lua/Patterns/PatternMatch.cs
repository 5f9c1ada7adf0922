namespace Signalbox.Script.Lua.Patterns;

/// <summary>A match: where it is and what it captured.</summary>
/// <param name="subject">The text.</param>
/// <param name="captures">The captures of the pattern; none stands for one, the whole match.</param>
/// <param name="start">Its first byte, from 0.</param>
/// <param name="end">After its last byte.</param>
internal readonly ref struct PatternMatch(ReadOnlySpan<byte> subject, ReadOnlySpan<PatternCapture> captures, int start, int end)
{
    private readonly ReadOnlySpan<byte> _subject = subject;
    private readonly ReadOnlySpan<PatternCapture> _captures = captures;

    /// <summary>First byte, from 0.</summary>
    public int Start => start;

    /// <summary>After the last byte.</summary>
    public int End => end;

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Whole => _subject[start..end];

    /// <summary>Captures that the pattern itself has.</summary>
    public int OwnCount => _captures.Length;

    /// <summary>Captures, at least one.</summary>
    public int Count => Math.Max(_captures.Length, 1);

    /// <summary>A capture, from 0.</summary>
    public PatternCapture Capture(int index) =>
        _captures.Length == 0 ? new PatternCapture { Start = start, Length = end - start } : _captures[index];

    /// <summary>What a capture of text holds.</summary>
    public ReadOnlySpan<byte> Bytes(PatternCapture capture) => _subject.Slice(capture.Start, capture.Length);
}
