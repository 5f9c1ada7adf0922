namespace Signalbox.Modules.DbPostgres;

/// <summary>The distance of the local time from UTC, kept for a quarter of an hour, at whose ends alone zones change.</summary>
internal static class LocalOffset
{
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;
    [ThreadStatic]
    private static long t_quarter;
    [ThreadStatic]
    private static long t_offset;

    /// <summary>Ticks to add to UTC ticks.</summary>
    public static long At(long utcTicks)
    {
        var quarter = utcTicks / Quarter;
        if (quarter != t_quarter)
        {
            t_quarter = quarter;
            t_offset = TimeZoneInfo.Local.GetUtcOffset(new DateTime(utcTicks, DateTimeKind.Utc)).Ticks;
        }

        return t_offset;
    }
}
