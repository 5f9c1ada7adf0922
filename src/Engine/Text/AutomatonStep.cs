namespace Signalbox.Engine.Text;

/// <summary>A step of the non-deterministic automaton.</summary>
/// <param name="Kind">A set takes a byte; a choice goes on at both places; start and end look where the text is; a sequence is the end: a match.</param>
/// <param name="Set">Bytes that it takes.</param>
/// <param name="Next">Where it goes on.</param>
/// <param name="Other">Second place of a choice.</param>
internal readonly record struct AutomatonStep(RegexNodeKind Kind, ByteSet? Set, int Next, int Other);
