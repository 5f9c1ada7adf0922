namespace Signalbox.Script.Lua.Patterns;

/// <summary>
/// Matches a Lua pattern. A pattern is a row of items without alternatives, so all there is to go back to is one entry for each repetition
/// on the way; nothing calls itself. Each step counts.
/// </summary>
internal ref struct PatternMatcher
{
    /// <summary>Most repetitions that a match may hold at once.</summary>
    public const int MaxFrames = 200;

    private const int NoMatch = -1;
    private const int BytesPerStep = 8;
    private readonly ReadOnlySpan<byte> _subject;
    private readonly ReadOnlySpan<PatternItem> _items;
    private readonly ReadOnlySpan<ulong> _sets;
    private readonly Span<PatternFrame> _frames;
    private readonly Span<PatternCapture> _captures;
    private readonly PatternBudget _budget;
    private readonly int _firstByte;
    private readonly bool _isAnchored;
    private int _steps = PatternBudget.Steps;
    private int _depth;

    /// <summary>Prepares a match.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="subject">The text.</param>
    /// <param name="frames">Room for <see cref="LuaPattern.Frames"/>.</param>
    /// <param name="captures">Room for <see cref="PatternReader.MaxCaptures"/>.</param>
    /// <param name="budget">How long it may go on.</param>
    public PatternMatcher(LuaPattern pattern, ReadOnlySpan<byte> subject, Span<PatternFrame> frames, Span<PatternCapture> captures, PatternBudget budget)
    {
        _subject = subject;
        _items = pattern.Items;
        _sets = pattern.Sets;
        _frames = frames;
        _captures = captures;
        _budget = budget;
        _firstByte = pattern.First;
        _isAnchored = pattern.IsAnchored;
    }

    /// <summary>What kept the last search from its end.</summary>
    public PatternProblem Problem { get; private set; }

    /// <summary>Where the last match begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the last match ends: after its last byte.</summary>
    public int End { get; private set; }

    /// <summary>Looks for a match.</summary>
    /// <param name="from">Where it begins at the earliest.</param>
    /// <param name="notEnd">Where it may not end, as the one before did; -1 for anywhere.</param>
    public bool Search(int from, int notEnd)
    {
        for (var start = from; start <= _subject.Length; start++)
        {
            if (_firstByte >= 0 && !_isAnchored && !TrySkip(ref start))
                return false;

            var end = MatchAt(start);
            if (end >= 0 && end != notEnd)
            {
                (Start, End) = (start, end);
                return true;
            }

            if (_isAnchored || Problem != PatternProblem.None)
                return false;
        }

        return false;
    }

    private bool TrySkip(ref int start)
    {
        var skipped = _subject[start..].IndexOf((byte)_firstByte);
        start += skipped;
        return skipped >= 0;
    }

    private int MatchAt(int at)
    {
        _depth = 0;
        for (var index = 0; ;)
        {
            if (--_steps < 0 && !MayGoOn())
                return NoMatch;

            ref readonly var item = ref _items[index++];
            var matches = true;
            switch (item.Op)
            {
                case PatternOp.Once:
                    matches = at < _subject.Length && Fits(item, _subject[at++]);
                    break;
                case PatternOp.Accept:
                    return at;
                case PatternOp.Open:
                    _captures[item.Number] = new PatternCapture { Start = at, Length = PatternCapture.Unfinished };
                    break;
                case PatternOp.Close:
                    _captures[item.Number].Length = at - _captures[item.Number].Start;
                    break;
                case PatternOp.Place:
                    _captures[item.Number] = new PatternCapture { Start = at, Length = PatternCapture.Place };
                    break;
                case PatternOp.Greedy or PatternOp.Optional or PatternOp.Lazy:
                    matches = Repeat(item, index - 1, ref at);
                    break;
                default:
                    matches = Others(item, ref at);
                    break;
            }

            if (!matches && !GoBack(ref index, ref at))
                return NoMatch;
        }
    }

    private readonly bool Fits(in PatternItem item, byte value) => item.Test switch
    {
        ByteTest.Same => item.Byte == value,
        ByteTest.Any => true,
        _ => IsIn(item.Number, value),
    };

    private readonly bool IsIn(int set, byte value) => (_sets[(set * ByteClasses.Words) + (value >> 6)] >> (value & 63) & 1) != 0;

    private bool Repeat(in PatternItem item, int index, ref int at)
    {
        var most = item.Op switch
        {
            PatternOp.Greedy => Run(item, at),
            PatternOp.Optional => at < _subject.Length && Fits(item, _subject[at]) ? 1 : 0,
            _ => 0,
        };
        if (most < item.Least)
            return false;

        if (item.Op == PatternOp.Lazy || most > item.Least)
        {
            if (_depth == _frames.Length)
                return Fail(PatternProblem.TooComplex);

            _frames[_depth++] = new PatternFrame { Item = index, Least = at + item.Least, At = at + most };
        }

        at += most;
        return true;
    }

    private int Run(in PatternItem item, int at)
    {
        var rest = _subject[at..];
        var length = 0;
        switch (item.Test)
        {
            case ByteTest.Any:
                return rest.Length;
            case ByteTest.Same:
                length = rest.IndexOfAnyExcept(item.Byte) is var other and >= 0 ? other : rest.Length;
                break;
            default:
                while (length < rest.Length && IsIn(item.Number, rest[length]))
                    length++;

                break;
        }

        _steps -= length / BytesPerStep;
        return length;
    }

    /// <summary>Gives the last repetition another length and goes on after it.</summary>
    private bool GoBack(ref int index, ref int at)
    {
        while (_depth > 0 && Problem == PatternProblem.None)
        {
            ref var frame = ref _frames[_depth - 1];
            ref readonly var item = ref _items[frame.Item];
            if (item.Op == PatternOp.Lazy ? Grow(item, ref frame) : Shrink(item, ref frame))
            {
                at = frame.At;
                index = frame.Item + 1;
                return true;
            }

            _depth--;
        }

        return false;
    }

    private bool Grow(in PatternItem item, ref PatternFrame frame)
    {
        if (frame.At >= _subject.Length || !Fits(item, _subject[frame.At]))
            return false;

        frame.At++;
        if (item.Next < 0 || item.Test != ByteTest.Any)
            return true;

        // Nothing but that byte can follow.
        var skipped = _subject[frame.At..].IndexOf((byte)item.Next);
        frame.At += skipped;
        _steps -= skipped / BytesPerStep;
        return skipped >= 0;
    }

    private bool Shrink(in PatternItem item, ref PatternFrame frame)
    {
        if (frame.At == frame.Least)
            return false;

        frame.At--;
        if (item.Next < 0)
            return true;

        var kept = _subject[frame.Least..(frame.At + 1)].LastIndexOf((byte)item.Next);
        _steps -= (frame.At - frame.Least - kept) / BytesPerStep;
        frame.At = frame.Least + kept;
        return kept >= 0;
    }

    private bool Others(in PatternItem item, ref int at) => item.Op switch
    {
        PatternOp.End => at == _subject.Length,
        PatternOp.Balanced => Balance(item, ref at),
        PatternOp.Frontier => IsFrontier(item.Number, at),
        PatternOp.Again => IsAgain(_captures[item.Number], ref at),
        PatternOp.Malformed => Fail((PatternProblem)item.Number),
        _ => false,
    };

    private bool Balance(in PatternItem item, ref int at)
    {
        if (at >= _subject.Length || _subject[at] != item.Byte)
            return false;

        var open = 1;
        for (var i = at + 1; i < _subject.Length; i++)
        {
            if (_subject[i] == item.Least)
                open--;
            else if (_subject[i] == item.Byte)
                open++;

            if (open > 0)
                continue;

            _steps -= (i - at) / BytesPerStep;
            at = i + 1;
            return true;
        }

        _steps -= (_subject.Length - at) / BytesPerStep;
        return false;
    }

    private readonly bool IsFrontier(int set, int at) =>
        !IsIn(set, at > 0 ? _subject[at - 1] : (byte)0) && IsIn(set, at < _subject.Length ? _subject[at] : (byte)0);

    private bool IsAgain(PatternCapture capture, ref int at)
    {
        if (!_subject[at..].StartsWith(_subject.Slice(capture.Start, capture.Length)))
            return false;

        _steps -= capture.Length / BytesPerStep;
        at += capture.Length;
        return true;
    }

    private bool MayGoOn()
    {
        _steps = PatternBudget.Steps;
        return _budget.Check() is var problem && (problem == PatternProblem.None || Fail(problem));
    }

    private bool Fail(PatternProblem problem)
    {
        Problem = problem;
        return false;
    }
}
