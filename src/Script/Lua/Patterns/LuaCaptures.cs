namespace Signalbox.Script.Lua.Patterns;

/// <summary>Pushes what a match captured.</summary>
internal static class LuaCaptures
{
    /// <summary>Values that a function of the host may push without asking for room.</summary>
    private const int FewValues = 8;

    /// <summary>Pushes captures.</summary>
    /// <param name="state">The <c>lua_State</c>.</param>
    /// <param name="match">The match.</param>
    /// <param name="count">How many, from the first.</param>
    public static PatternProblem Push(nint state, in PatternMatch match, int count)
    {
        if (count > FewValues && NativeLua.MakeRoom(state, count) == 0)
            return PatternProblem.TooManyCaptures;

        for (var i = 0; i < count; i++)
        {
            var capture = match.Capture(i);
            if (capture.Length == PatternCapture.Unfinished)
                return PatternProblem.Unfinished;

            if (capture.Length == PatternCapture.Place)
                NativeLua.PushInteger(state, capture.Start + 1L);
            else
                new LuaStack(state).Push(match.Bytes(capture));
        }

        return PatternProblem.None;
    }
}
