using Signalbox.Script.Kemi;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>The texts of errors, as the native functions write them.</summary>
internal static class PatternFailure
{
    /// <summary>What is wrong.</summary>
    public static string Text(PatternProblem problem, KemiLimits limits) => problem switch
    {
        PatternProblem.MissingBracket => "malformed pattern (missing ']')",
        PatternProblem.EndsWithEscape => "malformed pattern (ends with '%')",
        PatternProblem.MissingPair => "malformed pattern (missing arguments to '%b')",
        PatternProblem.MissingFrontierSet => "missing '[' after '%f' in pattern",
        PatternProblem.TooManyCaptures => "too many captures",
        PatternProblem.NothingToClose => "invalid pattern capture",
        PatternProblem.Unfinished => "unfinished capture",
        PatternProblem.TooComplex => "pattern too complex",
        PatternProblem.TooLong => $"the pattern took longer than {limits.PatternTime.TotalMilliseconds:0} ms",
        PatternProblem.TooLarge => "resulting string too large",
        PatternProblem.BadReplacement => "invalid use of '%' in replacement string",
        >= PatternProblem.BadValue and < PatternProblem.NoSuchCapture => $"invalid replacement value (a {TypeName((LuaType)(problem - PatternProblem.BadValue))})",
        _ => $"invalid capture index %{problem - PatternProblem.NoSuchCapture}",
    };

    /// <summary>The name of a type, as Lua gives it.</summary>
    public static string TypeName(LuaType type) => type switch
    {
        LuaType.None => "no value",
        LuaType.LightUserData => "userdata",
        LuaType.Text => "string",
        _ => type.ToString().ToLowerInvariant(),
    };
}
