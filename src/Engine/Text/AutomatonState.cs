namespace Signalbox.Engine.Text;

/// <summary>A state of the deterministic automaton: the steps where the text read so far may stand.</summary>
internal sealed class AutomatonState(int[] steps, bool isMatch, bool isMatchAtEnd, int classes)
{
    private readonly AutomatonState?[] _next = new AutomatonState?[classes];

    /// <summary>Steps that take a byte or wait for the end.</summary>
    public int[] Steps => steps;

    /// <summary>True when the answer is known whatever follows.</summary>
    public bool IsFinal { get; } = isMatch || steps.Length == 0;

    /// <summary>True when the text matches already.</summary>
    public bool IsMatch => isMatch;

    /// <summary>True when the text matches if it ends here.</summary>
    public bool IsMatchAtEnd => isMatchAtEnd;

    /// <summary>The state after a byte of a class; null until it was asked for once.</summary>
    public AutomatonState? Next(int byteClass) => Volatile.Read(ref _next[byteClass]);

    /// <summary>Keeps the state after a byte of a class.</summary>
    public void SetNext(int byteClass, AutomatonState state) => Volatile.Write(ref _next[byteClass], state);
}
