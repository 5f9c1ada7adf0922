namespace Signalbox.Engine.Messages;

/// <summary>One recorded change.</summary>
/// <param name="Kind">Where it takes effect.</param>
/// <param name="Position">Byte offset, or header index for the kinds that name a header.</param>
/// <param name="Length">Bytes of the message that it replaces.</param>
/// <param name="Text">New text in the arena of the list.</param>
internal readonly record struct MessageEdit(EditKind Kind, int Position, int Length, TextRange Text);
