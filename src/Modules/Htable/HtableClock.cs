namespace Signalbox.Modules.Htable;

/// <summary>The clock that items live by: it does not jump when the wall clock is set.</summary>
internal static class HtableClock
{
    /// <summary>Milliseconds since the machine started; at least 1, for 0 means "no end".</summary>
    public static long Now(TimeProvider time) => Math.Max(1, (long)time.GetElapsedTime(0).TotalMilliseconds);
}
