using System.Runtime.CompilerServices;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>
/// string.find, match, gmatch and gsub of one Lua state over a matcher that can be ended: the native ones go on for ever with some patterns. Not
/// for two threads at once.
/// </summary>
internal sealed class LuaPatterns
{
    private const int Anywhere = -1;
    private const int NextFrom = 3;
    private const int NextNotEnd = 4;
    private readonly PatternCache _cache = new();
    private readonly PatternBudget _budget;

    /// <summary>Makes the functions of a state.</summary>
    public LuaPatterns(LuaRunGuard guard, KemiLimits limits)
    {
        _budget = new PatternBudget(guard, limits);
        Failures = new LuaFailures(limits);
        Replacer = new LuaReplacer(_cache, _budget, Failures);
    }

    /// <summary>Raises errors.</summary>
    public LuaFailures Failures { get; }

    /// <summary>string.gsub.</summary>
    public LuaReplacer Replacer { get; }

    /// <summary>Runs a function; its arguments stand on the stack, its results are pushed.</summary>
    /// <returns>Number of values pushed.</returns>
    public int Call(nint state, PatternCall call) => call switch
    {
        PatternCall.Find => Find(state, wantsPlace: true),
        PatternCall.Match => Find(state, wantsPlace: false),
        PatternCall.Replace => Replacer.Replace(state),
        PatternCall.Next => Next(state),
        _ => AllMatches(state),
    };

    private int Find(nint state, bool wantsPlace)
    {
        var arguments = new LuaArguments(state);
        var subject = arguments.Text(1);
        var text = arguments.Text(2);
        var from = From(arguments.Integer(3, 1), subject.Length);
        if (arguments.Problem is not null)
            return Failures.Raise(state, arguments);

        if (from > subject.Length)
            return PushNil(state);

        return wantsPlace && (NativeLua.ToBoolean(state, 4) != 0 || !PatternReader.IsSpecial(text))
            ? FindText(state, subject, text, (int)from)
            : Match(state, subject, text, (int)from, wantsPlace);
    }

    private static int FindText(nint state, ReadOnlySpan<byte> subject, ReadOnlySpan<byte> text, int from)
    {
        var found = subject[from..].IndexOf(text);
        if (found < 0)
            return PushNil(state);

        PushPair(state, from + found + 1L, from + found + text.Length);
        return 2;
    }

    [SkipLocalsInit]
    private int Match(nint state, ReadOnlySpan<byte> subject, ReadOnlySpan<byte> text, int from, bool wantsPlace)
    {
        var pattern = _cache.Get(text, takesAnchor: true);
        Span<PatternFrame> frames = stackalloc PatternFrame[pattern.Frames];
        Span<PatternCapture> captures = stackalloc PatternCapture[PatternReader.MaxCaptures];
        _budget.Begin();
        var matcher = new PatternMatcher(pattern, subject, frames, captures, _budget);
        if (!matcher.Search(from, Anywhere))
            return NotFound(state, matcher.Problem);

        var match = new PatternMatch(subject, captures[..pattern.Captures], matcher.Start, matcher.End);
        if (wantsPlace)
            PushPair(state, match.Start + 1L, match.End);

        var count = wantsPlace ? match.OwnCount : match.Count;
        var problem = LuaCaptures.Push(state, match, count);
        return problem == PatternProblem.None ? count + (wantsPlace ? 2 : 0) : Failures.Raise(state, problem);
    }

    private int AllMatches(nint state)
    {
        var arguments = new LuaArguments(state);
        var subject = arguments.Text(1);
        arguments.Text(2);
        var from = From(arguments.Integer(3, 1), subject.Length);
        if (arguments.Problem is not null)
            return Failures.Raise(state, arguments);

        NativeLua.PushValue(state, 1);
        NativeLua.PushValue(state, 2);
        PushPair(state, from, Anywhere);
        LuaPatternLibrary.PushIterator(state);
        return 1;
    }

    [SkipLocalsInit]
    private unsafe int Next(nint state)
    {
        var subject = LuaArguments.Bytes(state, NativeLua.UpvalueIndex(1), LuaType.Text);
        var text = LuaArguments.Bytes(state, NativeLua.UpvalueIndex(2), LuaType.Text);
        var from = NativeLua.ToInteger(state, NativeLua.UpvalueIndex(NextFrom), null);
        var notEnd = NativeLua.ToInteger(state, NativeLua.UpvalueIndex(NextNotEnd), null);
        if (from > subject.Length)
            return 0;

        var pattern = _cache.Get(text, takesAnchor: false);
        Span<PatternFrame> frames = stackalloc PatternFrame[pattern.Frames];
        Span<PatternCapture> captures = stackalloc PatternCapture[PatternReader.MaxCaptures];
        _budget.Begin();
        var matcher = new PatternMatcher(pattern, subject, frames, captures, _budget);
        if (!matcher.Search((int)from, (int)notEnd))
            return matcher.Problem == PatternProblem.None ? 0 : Failures.Raise(state, matcher.Problem);

        NativeLua.PushInteger(state, matcher.End);
        NativeLua.Copy(state, -1, NativeLua.UpvalueIndex(NextFrom));
        NativeLua.Copy(state, -1, NativeLua.UpvalueIndex(NextNotEnd));
        var match = new PatternMatch(subject, captures[..pattern.Captures], matcher.Start, matcher.End);
        var problem = LuaCaptures.Push(state, match, match.Count);
        return problem == PatternProblem.None ? match.Count : Failures.Raise(state, problem);
    }

    private int NotFound(nint state, PatternProblem problem) =>
        problem == PatternProblem.None ? PushNil(state) : Failures.Raise(state, problem);

    private static void PushPair(nint state, long first, long second)
    {
        NativeLua.PushInteger(state, first);
        NativeLua.PushInteger(state, second);
    }

    private static int PushNil(nint state)
    {
        NativeLua.PushNil(state);
        return 1;
    }

    // From the end of the text when negative; from 0 here.
    private static long From(long init, long length) => init switch
    {
        > 0 => init - 1,
        0 => 0,
        _ => Math.Max(length + init, 0),
    };
}
