using System.Runtime.InteropServices;

namespace Signalbox.Engine.Text;

/// <summary>
/// Answers whether a text matches, byte by byte: a deterministic automaton whose states are made when a text first needs
/// them. Shared by all workers; only making a state takes the lock.
/// </summary>
internal sealed class RegexAutomaton
{
    private const int MaxStates = 1000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AutomatonState> _states = new(StringComparer.Ordinal);
    private readonly AutomatonStep[] _steps;
    private readonly byte[] _classes = new byte[256];
    private readonly byte[] _samples;
    private readonly int _first;
    private readonly AutomatonState _start;

    private RegexAutomaton(AutomatonStep[] steps, int first)
    {
        _steps = steps;
        _first = first;
        _samples = FindClasses();
        _start = StateOf([first], atStart: true)!;
    }

    /// <summary>Makes one; null when the expression is beyond it.</summary>
    /// <param name="translated">What <see cref="PosixTranslation"/> made of the expression.</param>
    /// <param name="ignoreCase">True to ignore the case of ASCII letters.</param>
    public static RegexAutomaton? TryMake(string translated, bool ignoreCase) =>
        RegexTree.TryRead(translated, ignoreCase) is { } tree && AutomatonSteps.TryLay(tree) is { } layout ? new RegexAutomaton(layout.Steps, layout.First) : null;

    /// <summary>True or false; null when the text would need too many states.</summary>
    public bool? IsMatch(ReadOnlySpan<byte> text)
    {
        var state = _start;
        foreach (var b in text)
        {
            if (state.IsFinal)
                return state.IsMatch;

            var byteClass = _classes[b];
            var next = state.Next(byteClass) ?? Advance(state, byteClass);
            if (next is null)
                return null;

            state = next;
        }

        return state.IsMatch || state.IsMatchAtEnd;
    }

    // Bytes that no step tells apart share a class; a sample stands for each.
    private byte[] FindClasses()
    {
        var sets = new List<ByteSet>();
        foreach (var step in _steps)
        {
            if (step.Set is { } set)
                sets.Add(set);
        }

        var known = new Dictionary<string, byte>(StringComparer.Ordinal);
        var samples = new List<byte>();
        for (var value = 0; value < 256; value++)
        {
            var mark = string.Create(sets.Count, (sets, value), static (span, state) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = state.sets[i].Contains(state.value) ? '1' : '0';
            });
            if (!known.TryGetValue(mark, out var number))
            {
                known.Add(mark, number = (byte)samples.Count);
                samples.Add((byte)value);
            }

            _classes[value] = number;
        }

        return [.. samples];
    }

    private AutomatonState? Advance(AutomatonState state, int byteClass)
    {
        var sample = _samples[byteClass];
        var places = new List<int>();
        foreach (var number in state.Steps)
        {
            if (_steps[number].Set is { } set && set.Contains(sample))
                places.Add(_steps[number].Next);
        }

        // A match may begin at every byte.
        places.Add(_first);
        lock (_gate)
        {
            var next = StateOf(places, atStart: false);
            if (next is not null)
                state.SetNext(byteClass, next);

            return next;
        }
    }

    private AutomatonState? StateOf(List<int> places, bool atStart)
    {
        var (steps, isMatch) = Reach(places, atStart, atEnd: false);
        var key = $"{(isMatch ? '!' : '.')}{MemoryMarshal.Cast<int, char>(steps)}";
        if (_states.TryGetValue(key, out var known))
            return known;

        if (_states.Count >= MaxStates)
            return null;

        var made = new AutomatonState(steps, isMatch, Reach(places, atStart, atEnd: true).IsMatch, _samples.Length);
        _states.Add(key, made);
        return made;
    }

    private (int[] Steps, bool IsMatch) Reach(List<int> places, bool atStart, bool atEnd)
    {
        var seen = new bool[_steps.Length];
        var open = new Stack<int>(places);
        var isMatch = false;
        var steps = new List<int>();
        while (open.TryPop(out var number))
        {
            if (seen[number])
                continue;

            seen[number] = true;
            var step = _steps[number];
            switch (step.Kind)
            {
                case RegexNodeKind.Sequence:
                    isMatch = true;
                    break;
                case RegexNodeKind.Choice:
                    open.Push(step.Next);
                    open.Push(step.Other);
                    break;
                case RegexNodeKind.Start when atStart:
                case RegexNodeKind.End when atEnd:
                    open.Push(step.Next);
                    break;
                case RegexNodeKind.Set or RegexNodeKind.End:
                    steps.Add(number);
                    break;
            }
        }

        steps.Sort();
        return ([.. steps], isMatch);
    }
}
