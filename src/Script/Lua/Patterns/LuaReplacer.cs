using System.Runtime.CompilerServices;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>string.gsub of one Lua state.</summary>
internal sealed class LuaReplacer(PatternCache cache, PatternBudget budget, LuaFailures failures)
{
    private const int Subject = 1;
    private const int Given = 3;
    private const int Anywhere = -1;
    private const int NoteStack = 1;
    private const int Index = 2;
    private ReplacedText? _spare;

    /// <summary>Where the table is kept with the function that notes the stack of an error of the script, and the one that indexes.</summary>
    public int Helpers { get; set; }

    /// <summary>Runs it.</summary>
    /// <returns>Number of values pushed.</returns>
    public int Replace(nint state)
    {
        var arguments = new LuaArguments(state);
        var subject = arguments.Text(Subject);
        var pattern = arguments.Text(2);
        var most = arguments.Integer(4, subject.Length + 1L);
        if (NativeLua.TypeOf(state, Given) is not (LuaType.Text or LuaType.Number or LuaType.Function or LuaType.Table))
            arguments.RefuseType(Given, "string/function/table");

        if (arguments.Problem is not null)
            return failures.Raise(state, arguments);

        // A function of the script may come here again.
        var result = _spare ?? new ReplacedText();
        _spare = null;
        var pushed = Replace(state, subject, pattern, most, result);
        result.Clear();
        _spare = result;
        return pushed;
    }

    [SkipLocalsInit]
    private int Replace(nint state, ReadOnlySpan<byte> subject, ReadOnlySpan<byte> text, long most, ReplacedText result)
    {
        var type = NativeLua.TypeOf(state, Given);
        var runsScript = type == LuaType.Function || (type == LuaType.Table && HasIndex(state));
        var replacement = new Replacement(type is LuaType.Text or LuaType.Number ? LuaArguments.Bytes(state, Given, type) : default);
        var pattern = cache.Get(text, takesAnchor: true);
        Span<PatternFrame> frames = stackalloc PatternFrame[pattern.Frames];
        Span<PatternCapture> captures = stackalloc PatternCapture[PatternReader.MaxCaptures];
        budget.Begin();
        var matcher = new PatternMatcher(pattern, subject, frames, captures, budget);
        var count = 0L;
        var at = 0;
        for (var last = Anywhere; count < most && matcher.Search(at, last); count++)
        {
            var match = new PatternMatch(subject, captures[..pattern.Captures], matcher.Start, matcher.End);
            if (!result.TryAdd(subject[at..match.Start]))
                return failures.Raise(state, PatternProblem.TooLarge);

            var problem = type is LuaType.Text or LuaType.Number ? replacement.AddTo(result, match) : Ask(state, runsScript, match, result);
            if (problem != PatternProblem.None)
                return problem == PatternProblem.Raised ? failures.RaiseTop(state) : failures.Raise(state, problem);

            at = last = match.End;
            if (pattern.IsAnchored)
                most = count;

            if (!runsScript)
                continue;

            // The script may have matched other patterns meanwhile.
            pattern = cache.Get(text, takesAnchor: true);
            budget.Begin();
            matcher = new PatternMatcher(pattern, subject, frames, captures, budget);
        }

        return matcher.Problem == PatternProblem.None ? Push(state, subject[at..], count, result) : failures.Raise(state, matcher.Problem);
    }

    private int Push(nint state, ReadOnlySpan<byte> rest, long count, ReplacedText result)
    {
        if (count > 0 && !result.TryAdd(rest))
            return failures.Raise(state, PatternProblem.TooLarge);

        if (count == 0)
            NativeLua.PushValue(state, Subject);
        else
            new LuaStack(state).Push(result.Bytes);

        NativeLua.PushInteger(state, count);
        return 2;
    }

    /// <summary>Adds what the function or the table gives for a match; an error of the script is left on top.</summary>
    private PatternProblem Ask(nint state, bool runsScript, in PatternMatch match, ReplacedText result)
    {
        var below = NativeLua.GetTop(state);
        var problem = runsScript ? Call(state, match) : LookUp(state, match);
        if (problem != PatternProblem.None)
            return problem;

        var found = NativeLua.TypeOf(state, -1);
        if (found is not (LuaType.Text or LuaType.Number) && NativeLua.ToBoolean(state, -1) != 0)
            return PatternProblem.BadValue + (int)found;

        if (!result.TryAdd(found is LuaType.Text or LuaType.Number ? LuaArguments.Bytes(state, -1, found) : match.Whole))
            return PatternProblem.TooLarge;

        NativeLua.SetTop(state, below);
        return PatternProblem.None;
    }

    private static PatternProblem LookUp(nint state, in PatternMatch match)
    {
        var problem = LuaCaptures.Push(state, match, 1);
        if (problem == PatternProblem.None)
            NativeLua.RawGet(state, Given);

        return problem;
    }

    private PatternProblem Call(nint state, in PatternMatch match)
    {
        var isTable = NativeLua.TypeOf(state, Given) == LuaType.Table;
        var handler = PushHelper(state, NoteStack);
        if (isTable)
            PushHelper(state, Index);

        NativeLua.PushValue(state, Given);
        var count = isTable ? 1 : match.Count;
        var problem = LuaCaptures.Push(state, match, count);
        if (problem != PatternProblem.None)
            return problem;

        return NativeLua.ProtectedCall(state, isTable ? 2 : count, 1, handler, 0, 0) == LuaStatus.Ok ? PatternProblem.None : PatternProblem.Raised;
    }

    private int PushHelper(nint state, int helper)
    {
        NativeLua.RawGetIndex(state, NativeLua.RegistryIndex, Helpers);
        NativeLua.RawGetIndex(state, -1, helper);
        NativeLua.Rotate(state, -2, -1);
        NativeLua.SetTop(state, -2);
        return NativeLua.GetTop(state);
    }

    private static unsafe bool HasIndex(nint state)
    {
        fixed (byte* name = "__index\0"u8)
        {
            if (NativeLua.GetMetaField(state, Given, name) == LuaType.Nil)
                return false;
        }

        NativeLua.SetTop(state, -2);
        return true;
    }
}
