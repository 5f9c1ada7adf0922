using Signalbox.Script.Kemi;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>How long one call of a pattern function may go on.</summary>
internal sealed class PatternBudget(LuaRunGuard guard, KemiLimits limits)
{
    /// <summary>Steps between two looks at the clock, some 50 µs.</summary>
    public const int Steps = 1 << 14;

    private long _started;

    /// <summary>A call begins; the clock is looked at when it turns out to be a long one.</summary>
    public void Begin() => _started = 0;

    /// <summary>After <see cref="Steps"/> steps: whether the call may go on.</summary>
    public PatternProblem Check()
    {
        if (guard.HasStopped())
            return PatternProblem.Stopped;

        var now = Environment.TickCount64;
        if (_started == 0)
            _started = now;

        return now - _started > (long)limits.PatternTime.TotalMilliseconds ? PatternProblem.TooLong : PatternProblem.None;
    }
}
