namespace Signalbox.Modules.TraceQuery;

/// <summary>Times of SQLite: a Julian day, as a number or as text, or a date in words.</summary>
internal static class SqliteTime
{
    private const double UnixEpoch = 2_440_587.5;
    private const double SecondsPerDay = 86_400;

    /// <summary>An expression for a column as seconds since 1970; SQLite's own function reads all forms.</summary>
    public static string Seconds(string column) => $"CAST(strftime('%s', \"{column}\") AS INTEGER)";

    /// <summary>A condition for a column that an index helps with, and that holds for all times from one to another and maybe some more.</summary>
    public static string About(string column, DateTimeOffset from, DateTimeOffset to) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"(\"{column}\" BETWEEN {JulianDay(from.AddSeconds(-1))} AND {JulianDay(to.AddSeconds(1))} OR \"{column}\" BETWEEN '{from.AddDays(-1):yyyy-MM-dd}' AND '{to.AddDays(2):yyyy-MM-dd}')");

    private static double JulianDay(DateTimeOffset time) => UnixEpoch + (time.ToUnixTimeSeconds() / SecondsPerDay);
}
