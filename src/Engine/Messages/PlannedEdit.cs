namespace Signalbox.Engine.Messages;

/// <summary>A change with its place in the output decided.</summary>
/// <param name="Offset">Byte of the message it starts at.</param>
/// <param name="Length">Bytes of the message it replaces; 0 for an insertion.</param>
/// <param name="Rank">Order among changes at the same byte.</param>
/// <param name="Arena">Array that holds the new text.</param>
/// <param name="Text">The new text.</param>
internal readonly record struct PlannedEdit(int Offset, int Length, EditRank Rank, byte[] Arena, TextRange Text)
{
    /// <summary>First byte of the message after the change.</summary>
    public int End => Offset + Length;

    /// <summary>The new text.</summary>
    public ReadOnlySpan<byte> NewText => Arena.AsSpan(Text.Start, Text.Length);
}
