namespace Signalbox.Modules.DbSqlite;

/// <summary>
/// Kamailio keeps a date and time in SQLite as a Julian day number in UTC, whole seconds; SQLite's own date functions read
/// it as it is.
/// </summary>
internal static class JulianDay
{
    private const double UnixEpoch = 2440587.5;
    private const double SecondsPerDay = 86_400;

    /// <summary>Converts UTC ticks of 100 ns; the fraction of the second is cut off.</summary>
    public static double FromTicks(long utcTicks) => FromUnixSeconds((utcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);

    /// <summary>Converts seconds since 1970.</summary>
    public static double FromUnixSeconds(long seconds) => UnixEpoch + (seconds / SecondsPerDay);

    /// <summary>Converts to seconds since 1970, rounded.</summary>
    public static long ToUnixSeconds(double day) => (long)Math.Round((day - UnixEpoch) * SecondsPerDay);
}
