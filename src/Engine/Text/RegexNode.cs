namespace Signalbox.Engine.Text;

/// <summary>A part of a regular expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Parts">The parts inside.</param>
/// <param name="Set">Bytes of a <see cref="RegexNodeKind.Set"/>.</param>
/// <param name="Least">Fewest times of a <see cref="RegexNodeKind.Repeat"/>.</param>
/// <param name="Most">Most times; -1 = without end.</param>
internal sealed record RegexNode(RegexNodeKind Kind, IReadOnlyList<RegexNode> Parts, ByteSet? Set = null, int Least = 0, int Most = 0);
