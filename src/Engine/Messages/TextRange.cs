namespace Signalbox.Engine.Messages;

/// <summary>A piece of a message buffer.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>First byte after the piece.</summary>
    public int End => Start + Length;

    /// <summary>True when there is nothing.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The piece that starts at <paramref name="offset"/> within this one.</summary>
    public TextRange Slice(int offset, int length) => new(Start + offset, length);
}
